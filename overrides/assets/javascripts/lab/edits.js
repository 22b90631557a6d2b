// localStorage["handoff-lab /path/of/the/site/"]: {version, labs: {name: {file: {text, original}}}}: what readers wrote.
// Adds: edits that last. Nothing here throws: without storage they last as long as the page.
import { KEY } from "./place.js";

const VERSION = 1;
let mine = {}; // what this page knows: outlives a storage that is full or blocked

/** The reader's texts of a lab's files: {file: {text, original}}. */
export const of = (lab) => ({ ...read()[lab], ...mine[lab] });

/** Keep a text; one that equals its original is forgotten. False: it will not outlive the page. */
export function keep(lab, file, text, original) {
  const files = of(lab);
  delete files[file];
  if (text !== original) files[file] = { text, original };
  mine[lab] = files;
  return write({ ...read(), [lab]: files });
}

export function forget(lab) {
  mine[lab] = {};
  const { [lab]: _, ...others } = read();
  return write(others);
}

function read() {
  try {
    const { version, labs } = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return version === VERSION && labs && typeof labs === "object" ? labs : {};
  } catch {
    return {};
  }
}

function write(labs) {
  const some = Object.entries(labs).filter(([, files]) => Object.keys(files).length > 0);
  try {
    localStorage.setItem(KEY, JSON.stringify({ version: VERSION, labs: Object.fromEntries(some) }));
    return true;
  } catch {
    return false;
  }
}
