// <quiz-review>: the page that brings questions back, from the pages they stand on.
// Adds: what is due, ten at a time; ten mixed ones at any time; ?quiz=guide/01-…, one quiz alone.
import { bringBack, titleOf, wholeQuiz } from "./cards.js";
import { forget } from "./changes.js";
import { keepPages } from "./offline.js";
import * as progress from "./progress.js";
import { due, handful, split, standings } from "./schedule.js";

const SITE = new URL("../../", import.meta.url);
const TEN = 10;

export async function open(review) {
  review.querySelector("[data-do=more]").addEventListener("click", () => more(review));
  review.querySelector("[data-do=handful]").addEventListener("click", () => ten(review));
  const quiz = new URLSearchParams(location.search).get("quiz");
  await (quiz ? alone(review, quiz) : list(review));
  keepPages();
}

async function list(review, now = Date.now()) {
  const all = standings(progress.all());
  const waiting = due(all, now);
  const next = Math.min(...all.map(([, stands]) => stands.due).filter((at) => at > now));
  show(review, "due", waiting.length > 0);
  show(review, "empty", waiting.length === 0);
  show(review, "next", waiting.length === 0 && Number.isFinite(next));
  review.querySelector("[data-count]").textContent = waiting.length;
  if (Number.isFinite(next)) dated(review.querySelector("time"), new Date(next));
  for (const note of review.querySelectorAll("[data-trouble]")) {
    note.hidden = note.dataset.trouble !== progress.trouble();
  }
  review.waiting = waiting;
  cleared(review);
  await more(review);
  button(review, "handful").hidden = !all.some(([, stands]) => Number.isFinite(stands.due));
}

/** The next ten of what is due; focus goes to the first of them when a reader asked. */
async function more(review) {
  const place = review.querySelector("[data-questions-here]");
  const asked = document.activeElement === button(review, "more");
  const before = place.childElementCount;
  const entries = review.waiting.splice(0, TEN);
  button(review, "more").hidden = review.waiting.length === 0;
  button(review, "more").querySelector("[data-left]").textContent = review.waiting.length;
  await bringBack(place, entries, (...found) => absent(review, ...found), notes(review));
  if (asked) focusOn(place.children[before]);
}

/** Ten mixed questions, due or not. */
async function ten(review) {
  const entries = handful(standings(progress.all()), Date.now(), TEN);
  review.waiting = [];
  button(review, "more").hidden = true;
  for (const state of ["due", "empty", "alone"]) show(review, state, false);
  show(review, "handful", true);
  const place = cleared(review);
  await bringBack(place, entries, (...found) => absent(review, ...found), notes(review));
  focusOn(place.firstElementChild);
}

/** One quiz without its chapter; its page is asked for by the quiz's name, as both have one. */
async function alone(review, quiz) {
  show(review, "alone", true);
  const page = `${quiz}/`;
  const link = review.querySelector("[data-state=alone] a");
  const found = /^[\w/-]+$/.test(quiz) ? await wholeQuiz(cleared(review), quiz, page) : {};
  link.href = new URL(page, SITE);
  link.textContent = (found.document && titleOf(found.document)) || quiz;
  if (!review.querySelector("[data-questions-here] quiz-check")) show(review, "nowhere", true);
}

function cleared(review) {
  const place = review.querySelector("[data-questions-here]");
  place.replaceChildren();
  return place;
}

function notes(review) {
  const words = (name) => review.querySelector(`template[data-note="${name}"]`);
  return { sibling: words("sibling"), surely: words("surely") };
}

function absent(review, key, page, { gone }) {
  const [quiz, id] = split(key);
  const words = review.querySelector(`template[data-absent="${gone ? "gone" : "away"}"]`);
  const note = words.content.firstElementChild.cloneNode(true);
  note.dataset.absent = "";
  note.querySelector("[data-id]").textContent = id;
  note.querySelector("a").href = new URL(page, SITE);
  note.querySelector("a").textContent = quiz;
  note.querySelector("button")?.addEventListener("click", () => {
    forget(quiz, id);
    list(review);
  });
  return note;
}

function focusOn(card) {
  const control = card?.querySelector("form :is(input, textarea, button)") ?? card?.querySelector("a");
  control?.focus();
}

function dated(time, date) {
  time.dateTime = date.toISOString();
  time.textContent = date.toLocaleDateString(document.documentElement.lang || "en", { dateStyle: "long" });
}

const button = (review, name) => review.querySelector(`[data-do="${name}"]`);

function show(review, state, shown) {
  review.querySelector(`[data-state="${state}"]`).hidden = !shown;
}
