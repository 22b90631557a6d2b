// What a reader does to what progress.js keeps: answers, reads, writes; exports, imports, deletes.
// Adds: nothing to a page; loaded with the first script that needs it.
import { add, notes, parsed, places, replace, tries, whole } from "./progress.js";

/** Add one try {revision, answer, right, sure?: 0 to 2, instead?: "quiz#id" it stood in for}; `page` is where it stands, below the site's root. */
export function record(quiz, id, page, attempt) {
  const last = tries(quiz, id).at(-1)?.at ?? 0;
  const dated = { at: Math.max(Date.now(), last + 1), ...attempt };
  add({ answers: { [`${quiz}#${id}`]: { page, tries: [dated] } } });
}

/** Note something of a page: where its reader is, that it was read to the end, or passed. */
export function visit(page, news) {
  const known = places()[page] ?? {};
  if (Object.entries(news).every(([name, value]) => known[name] === value)) return;
  add({ pages: { [page]: { ...known, ...news, at: Date.now() } } });
}

/** Change what is kept to a section: {title, heading, text, mark}, or some of it. */
export function note(key, news) {
  const known = notes()[key];
  const at = Math.max(Date.now(), (known?.at ?? 0) + 1);
  add({ notes: { [key]: { text: "", mark: false, ...known, ...news, at } } });
}

export const exported = () => JSON.stringify(whole(), null, 1);

/** Merge an exported file into what is here, its notes as `blend` says; false if it is none. */
export function imported(text, blend = (notes) => notes) {
  const { store, whole } = parsed(text);
  if (whole) add({ ...store, seed: "", notes: blend(store.notes) });
  return whole;
}

export function forget(quiz, id) {
  const store = whole();
  delete store.answers[`${quiz}#${id}`];
  replace(store);
}

export const reset = () => replace();
