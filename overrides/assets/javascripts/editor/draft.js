// sessionStorage["handoff-editor /path/of/the/site/"]: {version, last, drafts: {"quiz#id": question}}: what this tab's author wrote.
// Adds: drafts that outlive a reload. Nothing here throws: without storage they last as long as the page.
import { SITE } from "../lab/place.js";

const KEY = `handoff-editor ${SITE.pathname}`;
const VERSION = 1;
let mine = { last: null, drafts: {} }; // what this page knows: outlives a storage that is full or blocked

const named = ({ quiz, question }) => `${quiz}#${question}`;

export const of = (key) => read().drafts[named(key)] ?? null;

/** {quiz, question} that was last written on, if it is still kept. */
export const last = () => read().last;

export function keep(key, question) {
  const { drafts } = read();
  write({ last: key, drafts: { ...drafts, [named(key)]: question } });
}

export function forget(key) {
  const { [named(key)]: _, ...drafts } = read().drafts;
  write({ last: null, drafts });
}

function read() {
  try {
    const { version, last, drafts } = JSON.parse(sessionStorage.getItem(KEY) ?? "null") ?? {};
    if (version === VERSION && drafts && typeof drafts === "object") return { last, drafts };
  } catch {
    // blocked, or somebody else's
  }
  return mine;
}

function write(store) {
  mine = store;
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ version: VERSION, ...store }));
  } catch {
    // blocked or full: the page knows it
  }
}
