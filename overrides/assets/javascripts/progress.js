// localStorage["handoff/below/this/path"]: {version, seed, answers: {"quiz#id": {page, tries: [{at, revision, answer, right, …}]}}, pages, notes}
// Adds: every try of this reader. Tries are only ever added, so tabs and files merge; of a note the newest counts. Nothing throws.

const SITE = new URL("../../", import.meta.url);
const KEY = "handoff" + SITE.pathname.slice(0, -1); // another copy on the same host has its own
const VERSION = 3;
const blank = () => ({ version: VERSION, seed: "", answers: {}, pages: {}, notes: {} });

let mine = blank(); // what this tab wrote: outlives a storage that is full, blocked or overwritten
let word = "";

/** Why answers may not last: "", "blocked", "full", "damaged" or "newer". */
export const trouble = () => word;

/** Everything: what is stored, and what this tab wrote. */
export const whole = () => merged(read(), mine);

/** Whether this reader has been here before. */
export const known = () => any() || Object.keys(places()).length > 0;

/** Whether this reader has answered or written anything. */
export const any = () => size(whole()) > 0;

/** {page: {at, title, section, heading, read, passed}} of the chapters that were opened. */
export const places = () => whole().pages;

/** {"page#section": {at, title, heading, text, mark}}: notes and bookmarks; a deleted one has neither. */
export const notes = () => whole().notes;

/** The page we are on, below the site's root. */
export const here = () => location.pathname.slice(SITE.pathname.length);

export const all = () => whole().answers;
export const tries = (quiz, id) => all()[`${quiz}#${id}`]?.tries ?? [];

/** Keep this too: some of {seed, answers, pages, notes}; changes.js says what a reader does. */
export function add(news) {
  mine = merged(mine, { ...blank(), ...news });
  keep(whole());
}

/** Keep this and nothing else; nothing at all without it. */
export function replace(store) {
  mine = store ?? blank();
  if (store) return keep(store);
  word = "";
  storage((local) => local.removeItem(KEY));
}

/** What this reader's shuffles hang on. */
export function seed() {
  const known = read().seed || mine.seed;
  if (!known) add({ seed: Math.random().toString(36).slice(2) });
  return known || mine.seed;
}

/** Another tab wrote: add what it did not know, or forget with it. */
export function heard({ key, newValue }) {
  if (key !== null && key !== KEY) return;
  if (newValue === null || storage((local) => local.getItem(KEY)) === null) mine = blank();
  else if (size(whole()) > size(read())) add({});
}

function keep(store) {
  if (word === "newer") return;
  const kept = storage((local) => local.setItem(KEY, JSON.stringify(store)) ?? true);
  if (kept && word !== "damaged") word = "";
}

function read() {
  const text = storage((local) => local.getItem(KEY));
  if (!text) return blank();
  const { store, whole, newer } = parsed(text);
  if (newer) word = "newer";
  else if (!whole) setAside(text);
  return store;
}

function setAside(text) {
  word = "damaged";
  storage((local) => local.setItem(`${KEY}.damaged`, text));
}

function storage(use) {
  try {
    return use(localStorage);
  } catch (error) {
    word = error.name === "QuotaExceededError" ? "full" : "blocked";
    return null;
  }
}

/** {store, whole, newer} of a text of any version; `whole`: nothing had to be left out. */
export function parsed(text) {
  try {
    const found = JSON.parse(text);
    if (found.version > VERSION) return { store: blank(), whole: false, newer: true };
    const older = found.version === 1 ? fromVersion1(found) : found;
    const current = older.version === 2 ? { ...older, version: VERSION, notes: {} } : older; // 2 had no notes
    const store = sound(current);
    return { store, whole: current.version === VERSION && size(store) === size(current) };
  } catch {
    return { store: blank(), whole: false };
  }
}

/** Version 1 kept a first and a last try, by quiz and then by id. */
function fromVersion1({ seed, answers }) {
  const entries = Object.entries(answers).flatMap(([quiz, questions]) =>
    Object.entries(questions).map(([id, { page, first, last }]) => [
      `${quiz}#${id}`,
      { page, tries: union([first], last ? [last] : []) },
    ]),
  );
  return { version: 2, seed, answers: Object.fromEntries(entries) };
}

/** The store without what no version of this module wrote. */
function sound({ seed, answers, pages, notes }) {
  const entries = Object.entries(answers)
    .filter(([key]) => key.includes("#"))
    .map(([key, { page, tries }]) => [key, { page: `${page ?? ""}`, tries: tries.filter(isTry) }]);
  const dated = (parts) =>
    Object.fromEntries(Object.entries(parts).filter(([, part]) => Number.isFinite(part?.at)));
  return {
    version: VERSION,
    seed: `${seed ?? ""}`,
    answers: Object.fromEntries(entries),
    pages: dated(pages ?? {}),
    notes: dated(notes),
  };
}

function isTry({ at, revision, answer, right, sure = 0 }) {
  const known = typeof answer === "string" || answer.every(Number.isInteger);
  const marked = right === null || typeof right === "boolean";
  return known && marked && Number.isFinite(at) && [0, 1, 2].includes(sure) && typeof revision === "string";
}

/** Grows with every try, and with every change of a note. */
const size = ({ answers, notes }) =>
  Object.values(answers).reduce((sum, { tries }) => sum + tries.length, 0) +
  Object.values(notes).reduce((sum, { at }) => sum + at, 0);

function merged(one, other) {
  const answers = { ...one.answers };
  for (const [key, { page, tries }] of Object.entries(other.answers)) {
    answers[key] = { page, tries: union(answers[key]?.tries ?? [], tries) };
  }
  const pages = { ...one.pages };
  for (const [page, place] of Object.entries(other.pages)) {
    const [older, newer] = [pages[page] ?? place, place].sort((a, b) => a.at - b.at);
    const ever = (name) => (older[name] || newer[name] ? { [name]: true } : {});
    pages[page] = { ...older, ...newer, ...ever("read"), ...ever("passed") };
  }
  const notes = { ...one.notes };
  for (const [key, note] of Object.entries(other.notes)) {
    if (!(notes[key]?.at > note.at)) notes[key] = note;
  }
  return { version: VERSION, seed: one.seed || other.seed, answers, pages, notes };
}

function union(one, other) {
  const same = ({ at, revision, answer }) => JSON.stringify([at, revision, answer]);
  const distinct = new Map([...one, ...other].map((attempt) => [same(attempt), attempt]));
  return [...distinct.values()].sort((earlier, later) => earlier.at - later.at);
}
