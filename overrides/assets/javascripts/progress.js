// localStorage["handoff/below/this/path"]: {version, seed, answers: {"quiz#id": {page, tries: [{at, revision, answer, right, …}]}}}
// Adds: every try of this reader. Tries are only ever added, so tabs and files merge. Nothing throws.

const SITE = new URL("../../", import.meta.url);
const KEY = "handoff" + SITE.pathname.slice(0, -1); // another copy on the same host has its own
const VERSION = 2;
const blank = () => ({ version: VERSION, seed: "", answers: {}, pages: {} });

let mine = blank(); // what this tab wrote: outlives a storage that is full, blocked or overwritten
let word = "";

/** Why answers may not last: "", "blocked", "full", "damaged" or "newer". */
export const trouble = () => word;

/** Whether this reader has been here before. */
export const known = () => any() || Object.keys(places()).length > 0;

/** Whether this reader has answered anything. */
export const any = () => size(merged(read(), mine)) > 0;

/** {page: {at, title, section, heading, read, passed}} of the chapters that were opened. */
export const places = () => merged(read(), mine).pages;

/** Note something of a page: where its reader is, that it was read to the end, or passed. */
export function visit(page, news) {
  const known = places()[page] ?? {};
  if (Object.entries(news).every(([name, value]) => known[name] === value)) return;
  write({ ...blank(), pages: { [page]: { ...known, ...news, at: Date.now() } } });
}

/** The page we are on, below the site's root. */
export const here = () => location.pathname.slice(SITE.pathname.length);

export const all = () => merged(read(), mine).answers;
export const tries = (quiz, id) => all()[`${quiz}#${id}`]?.tries ?? [];

/** Add one try {revision, answer, right, sure?: 0 to 2, instead?: "quiz#id" it stood in for}; `page` is where it stands, below the site's root. */
export function record(quiz, id, page, attempt) {
  const last = tries(quiz, id).at(-1)?.at ?? 0;
  const dated = { at: Math.max(Date.now(), last + 1), ...attempt };
  write({ ...blank(), answers: { [`${quiz}#${id}`]: { page, tries: [dated] } } });
}

/** What this reader's shuffles hang on. */
export function seed() {
  const known = read().seed || mine.seed;
  if (!known) write({ ...blank(), seed: Math.random().toString(36).slice(2) });
  return known || mine.seed;
}

export const exported = () => JSON.stringify(merged(read(), mine), null, 1);

/** Merge an exported file into what is here; false if it is none. */
export function imported(text) {
  const { store, whole } = parsed(text);
  if (whole) write({ ...store, seed: "" });
  return whole;
}

export function forget(quiz, id) {
  const store = merged(read(), mine);
  delete store.answers[`${quiz}#${id}`];
  delete mine.answers[`${quiz}#${id}`];
  keep(store);
}

export function reset() {
  mine = blank();
  word = "";
  storage((local) => local.removeItem(KEY));
}

/** Another tab wrote: add what it did not know, or forget with it. */
export function heard({ key, newValue }) {
  if (key !== null && key !== KEY) return;
  if (newValue === null || storage((local) => local.getItem(KEY)) === null) mine = blank();
  else if (size(merged(read(), mine)) > size(read())) write(blank());
}

function write(news) {
  mine = merged(mine, news);
  keep(merged(read(), mine));
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

function parsed(text) {
  try {
    const found = JSON.parse(text);
    if (found.version > VERSION) return { store: blank(), whole: false, newer: true };
    const current = found.version === 1 ? fromVersion1(found) : found;
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
  return { version: VERSION, seed, answers: Object.fromEntries(entries) };
}

/** The store without what no version of this module wrote. */
function sound({ seed, answers, pages }) {
  const entries = Object.entries(answers)
    .filter(([key]) => key.includes("#"))
    .map(([key, { page, tries }]) => [key, { page: `${page ?? ""}`, tries: tries.filter(isTry) }]);
  const known = Object.entries(pages ?? {}).filter(([, place]) => Number.isFinite(place?.at));
  return {
    version: VERSION,
    seed: `${seed ?? ""}`,
    answers: Object.fromEntries(entries),
    pages: Object.fromEntries(known),
  };
}

function isTry({ at, revision, answer, right, sure = 0 }) {
  const known = typeof answer === "string" || answer.every(Number.isInteger);
  const marked = right === null || typeof right === "boolean";
  return known && marked && Number.isFinite(at) && [0, 1, 2].includes(sure) && typeof revision === "string";
}

const size = ({ answers }) => Object.values(answers).reduce((sum, { tries }) => sum + tries.length, 0);

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
  return { version: VERSION, seed: one.seed || other.seed, answers, pages };
}

function union(one, other) {
  const same = ({ at, revision, answer }) => JSON.stringify([at, revision, answer]);
  const distinct = new Map([...one, ...other].map((attempt) => [same(attempt), attempt]));
  return [...distinct.values()].sort((earlier, later) => earlier.at - later.at);
}
