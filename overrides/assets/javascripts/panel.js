// <section data-panel> on the progress page: buttons export, calendar, share, reset, and a file input.
// Adds: a reader's answers and notes as files, to keep, to carry to another browser, or to delete.
import { badge, possible, want, wanted } from "./badge.js";
import { calendar, dueDays } from "./calendar.js";
import { exported, imported, reset } from "./changes.js";
import { blended } from "./notes/blend.js";
import { written } from "./notes/list.js";
import * as progress from "./progress.js";
import { standings } from "./schedule.js";
import { shared } from "./share.js";

const SITE = new URL("../../", import.meta.url);

/** `chapters` are the page's; `changed` is called when what is stored became other than what is shown. */
export function panel(place, chapters, changed) {
  place.hidden = false;
  const on = (name, act) =>
    place.parentNode.querySelector(`[data-do=${name}]`)?.addEventListener("click", ({ currentTarget }) => act(currentTarget));
  on("export", () => download("handoff-answers.json", "application/json", exported()));
  on("calendar", (button) => offerDays(place, button.dataset.words));
  on("share", () => download("handoff-tries.json", "application/json", shared(progress.all())));
  on("markdown", () => download("handoff-notes.md", "text/markdown", written(chapters)));
  on("reset", () => {
    reset();
    badge();
    tell(place, "deleted");
    changed();
  });
  const onIcon = place.querySelector("[data-do=badge]");
  onIcon.checked = wanted();
  onIcon.closest("p").hidden = !possible();
  onIcon.addEventListener("change", () => want(onIcon.checked));
  place.querySelector("[type=file]").addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    if (!file) return;
    tell(place, imported(await file.text(), (theirs) => blended(theirs, progress.notes(), Date.now())) ? "imported" : "unreadable");
    target.value = "";
    badge();
    changed();
  });
}

/** What deleting everything would take, counted. */
export function lost(place) {
  const notes = Object.values(progress.notes());
  const counts = {
    answers: Object.values(progress.all()).reduce((sum, { tries }) => sum + tries.length, 0),
    notes: notes.filter(({ text }) => text).length,
    marks: notes.filter(({ mark }) => mark).length,
    pages: Object.keys(progress.places()).length,
  };
  for (const part of place.querySelectorAll("[data-lost]")) part.textContent = counts[part.dataset.lost];
}

function offerDays(place, words) {
  const now = Date.now();
  const days = dueDays(standings(progress.all()), now);
  if (days.length === 0) return tell(place, "nothing");
  const review = new URL("review/", SITE).href;
  download("handoff-review.ics", "text/calendar", calendar(days, words, review, now));
}

function download(name, type, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function tell(place, word) {
  for (const part of place.querySelectorAll("[data-say]")) part.hidden = part.dataset.say !== word;
}
