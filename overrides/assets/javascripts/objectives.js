// <reader-objectives>: the progress page; each <li data-tests='[["guide/01#id", "revision"], …]'>.
// Adds: how this reader stands with each objective, sums over all, bookmarks and notes, and the panel of it all.
import { list } from "./notes/list.js";
import { lost, panel } from "./panel.js";
import * as progress from "./progress.js";
import { due, standings } from "./schedule.js";

export function open(place) {
  panel(place.querySelector("[data-panel]"), place.querySelectorAll("[data-page]"), () => drawAll(place));
  window.addEventListener("storage", function heard(event) {
    if (!place.isConnected) return window.removeEventListener("storage", heard);
    progress.heard(event);
    if (!place.querySelector("[data-notes] [aria-expanded=true]")) drawAll(place);
  });
  drawAll(place);
}

function drawAll(place) {
  list(place.querySelector("[data-notes]"), place.querySelectorAll("[data-page]"), () => lost(place));
  draw(place);
}

function draw(place) {
  const known = new Map(standings(progress.all()));
  const places = progress.places();
  const sums = { objectives: 0, shown: 0, answered: 0, first: 0, surely: 0 };
  for (const item of place.querySelectorAll("[data-tests]")) {
    const state = stateOf(JSON.parse(item.dataset.tests), known);
    for (const word of item.querySelectorAll("[data-state]")) word.hidden = word.dataset.state !== state;
    sums.objectives += 1;
    sums.shown += state === "shown";
  }
  for (const [key] of known) count(sums, firstOf(key, known));
  for (const chapter of place.querySelectorAll("[data-page]")) {
    const { read, passed } = places[chapter.dataset.page] ?? {};
    for (const mark of chapter.querySelectorAll("[data-mark]")) {
      mark.hidden = !(mark.dataset.mark === "passed" ? passed : read && !passed);
    }
  }
  sums.due = due([...known], Date.now()).length;
  for (const part of place.querySelectorAll("[data-sum]")) part.textContent = sums[part.dataset.sum];
  lost(place);
  place.querySelector("[data-if=answers]").hidden = known.size === 0;
  place.querySelector("[data-if=nothing]").hidden = known.size > 0;
}

/** shown: right at the first try, or again in its time, and none missed; shaky: answered otherwise. */
export function stateOf(tests, known) {
  const answered = tests.flatMap(([key, revision]) => {
    const { tries = [], ...stands } = known.get(key) ?? {};
    const now = tries.filter((attempt) => attempt.revision === revision && !attempt.on);
    return now.length > 0 ? [{ ...stands, first: now[0].right }] : [];
  });
  if (answered.length === 0) return "none";
  const proven = answered.some(({ first, step }) => first || step > 0);
  return proven && answered.every(({ missed }) => !missed) ? "shown" : "shaky";
}

/** A question's very first try, or nothing where it was never marked. */
const firstOf = (key, known) => known.get(key).tries.find(({ right, on }) => right !== null && !on);

function count(sums, first) {
  if (!first) return;
  sums.answered += 1;
  sums.first += first.right;
  sums.surely += !first.right && first.sure === 2;
}
