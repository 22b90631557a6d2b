// <quiz-review>: the page that brings questions back, from the pages they stand on.
// Adds: what is missed or due, one after the other; and the panel that carries answers to a file.
import * as progress from "./progress.js";
import { standing } from "./schedule.js";

const SITE = new URL("../../", import.meta.url);

export async function open(review) {
  const { panel } = await import("./panel.js");
  const { keepPages } = await import("./offline.js");
  panel(review.querySelector("[data-panel]"), () => list(review));
  list(review);
  keepPages();
}

async function list(review, now = Date.now()) {
  const known = Object.entries(progress.all()).map(([key, { page, tries }]) => [
    key,
    { page, ...standing(tries) },
  ]);
  const due = known.filter(([, stands]) => stands.due <= now);
  due.sort(([, one], [, other]) => other.missed - one.missed || one.due - other.due);
  const next = Math.min(...known.map(([, stands]) => stands.due).filter((at) => at > now));
  show(review, "due", due.length > 0);
  show(review, "empty", due.length === 0);
  show(review, "next", due.length === 0 && Number.isFinite(next));
  review.querySelector("[data-count]").textContent = due.length;
  if (Number.isFinite(next)) dated(review.querySelector("time"), new Date(next));
  for (const note of review.querySelectorAll("[data-trouble]")) {
    note.hidden = note.dataset.trouble !== progress.trouble();
  }
  const place = review.querySelector("[data-questions-here]");
  place.replaceChildren();
  await bringBack(place, due, review);
}

/** Put the questions of these entries [key, {page}] into `place`; say of the others why not. */
export async function bringBack(place, entries, review = null) {
  const pages = new Map();
  for (const [key, { page }] of entries) {
    if (!pages.has(page)) pages.set(page, await fetched(page));
    const found = pages.get(page);
    const card = found.document && cardOf(key, page, found.document);
    if (card) place.append(card);
    else if (review) place.append(absent(review, key, page, found));
  }
  place.hidden = place.querySelector("quiz-check, [data-absent]") === null;
}

async function fetched(page) {
  try {
    const response = await fetch(new URL(page, SITE));
    if (response.status === 404) return { gone: true };
    if (!response.ok) return {};
    return { gone: true, document: new DOMParser().parseFromString(await response.text(), "text/html") };
  } catch {
    return {};
  }
}

function cardOf(key, page, source) {
  const [quiz, id] = split(key);
  const checks = [...source.querySelectorAll("quiz-check")];
  const check = checks.find(
    (one) => one.dataset.quiz === quiz && one.querySelector(`form[data-id="${CSS.escape(id)}"]`),
  );
  if (!check) return null;
  const form = check.querySelector(`form[data-id="${CSS.escape(id)}"]`);
  const questions = JSON.parse(check.dataset.questions).filter((question) => question.id === id);
  const card = document.createElement("quiz-check");
  card.className = "quiz no-copy";
  Object.assign(card.dataset, { quiz, page, fresh: "", questions: JSON.stringify(questions) });
  const words = document.importNode(check.querySelector(".quiz__verdicts"), true);
  card.append(from(page, source), located(document.importNode(form, true), page), words);
  return card;
}

function from(page, source) {
  const line = document.createElement("p");
  const link = document.createElement("a");
  line.className = "quiz__from";
  link.href = new URL(page, SITE);
  link.textContent = source.querySelector("h1")?.textContent.replace("#", "").trim() || page;
  line.append(link);
  return line;
}

/** Links of the question lead to where they led on its own page. */
function located(form, page) {
  const base = new URL(page, SITE);
  for (const link of form.querySelectorAll("a[href]")) {
    link.href = new URL(link.getAttribute("href"), base);
  }
  return form;
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
    progress.forget(quiz, id);
    list(review);
  });
  return note;
}

function split(key) {
  const at = key.lastIndexOf("#");
  return [key.slice(0, at), key.slice(at + 1)];
}

function dated(time, date) {
  time.dateTime = date.toISOString();
  time.textContent = date.toLocaleDateString(document.documentElement.lang || "en", { dateStyle: "long" });
}

function show(review, state, shown) {
  review.querySelector(`[data-state="${state}"]`).hidden = !shown;
}
