// bringBack(place, entries): questions of other pages, fetched from the pages they stand on.
// Adds: each as a <quiz-check> of its own, or a sibling on the same point in its stead.
import * as progress from "./progress.js";
import { sibling, split, standings } from "./schedule.js";
import { html } from "./trusted.js";

const SITE = new URL("../../", import.meta.url);

/** Put the questions of these [key, {page, tries}] into `place`; `absent` makes a note for the others. */
export async function bringBack(place, entries, absent = () => null, notes = {}) {
  const known = new Map(standings(progress.all()));
  const taken = new Set(entries.map(([key]) => key));
  const sources = new Map();
  for (const [key, stands] of entries) {
    const { page } = stands;
    if (!sources.has(page)) sources.set(page, await fetched(page));
    const source = sources.get(page);
    const card = source.document && due(key, stands, source.document, known, taken, notes);
    const part = card || absent(key, page, source);
    if (part) place.append(part);
  }
  place.hidden = place.childElementCount === 0 || !place.querySelector("quiz-check, [data-absent]");
}

/** All questions of one quiz, as they stand on its page. */
export async function wholeQuiz(place, quiz, page) {
  const source = await fetched(page);
  if (!source.document) return source;
  for (const check of checksIn(source.document, quiz)) {
    for (const { id } of questionsOf(check)) place.append(card(source.document, page, quiz, id));
  }
  place.hidden = false;
  return source;
}

async function fetched(page) {
  try {
    const response = await fetch(new URL(page, SITE));
    if (response.status === 404) return { gone: true };
    if (!response.ok) return {};
    return { gone: true, document: new DOMParser().parseFromString(html(await response.text()), "text/html") };
  } catch {
    return {};
  }
}

function due(key, { page, tries, surely }, source, known, taken, notes) {
  const [quiz, id] = split(key);
  const questions = checksIn(source, quiz).flatMap(questionsOf);
  const chosen = sibling(key, tries, questions, known, taken);
  const made = card(source, page, quiz, chosen);
  if (!made) return null;
  taken.add(`${quiz}#${chosen}`);
  if (chosen !== id) {
    made.dataset.instead = key;
    made.prepend(...noted(notes.sibling));
  }
  if (surely) made.prepend(...noted(notes.surely));
  made.prepend(from(page, source));
  return made;
}

function card(source, page, quiz, id) {
  const form = (check) => check.querySelector(`form[data-id="${CSS.escape(id)}"]`);
  const check = checksIn(source, quiz).find(form);
  if (!check) return null;
  const questions = questionsOf(check).filter((question) => question.id === id);
  const made = document.createElement("quiz-check");
  made.className = "quiz no-copy";
  Object.assign(made.dataset, { quiz, page, fresh: "", questions: JSON.stringify(questions) });
  const words = document.importNode(check.querySelector(".quiz__verdicts"), true);
  made.append(located(document.importNode(form(check), true), page), words);
  return made;
}

const checksIn = (source, quiz) =>
  [...source.querySelectorAll("quiz-check")].filter((check) => check.dataset.quiz === quiz);

const questionsOf = (check) => JSON.parse(check.dataset.questions);

const noted = (template) => (template ? [template.content.firstElementChild.cloneNode(true)] : []);

function from(page, source) {
  const line = document.createElement("p");
  const link = document.createElement("a");
  line.className = "quiz__from";
  link.href = new URL(page, SITE);
  link.textContent = titleOf(source) || page;
  line.append(link);
  return line;
}

export const titleOf = (source) => source.querySelector("h1")?.textContent.replace("#", "").trim();

/** Links of the question lead to where they led on its own page. */
function located(form, page) {
  const base = new URL(page, SITE);
  for (const link of form.querySelectorAll("a[href]")) {
    link.href = new URL(link.getAttribute("href"), base);
  }
  return form;
}
