// <section data-panel> on the progress page: buttons export, calendar, share, reset, and a file input.
// Adds: a reader's answers as files, to keep, to carry to another browser, or to delete.
import { calendar, dueDays } from "./calendar.js";
import * as progress from "./progress.js";
import { standings } from "./schedule.js";
import { shared } from "./share.js";

const SITE = new URL("../../", import.meta.url);

/** `changed` is called when what is stored became other than what is shown. */
export function panel(place, changed) {
  place.hidden = false;
  const on = (name, act) =>
    place.querySelector(`[data-do=${name}]`)?.addEventListener("click", ({ currentTarget }) => act(currentTarget));
  on("export", () => download("handoff-answers.json", "application/json", progress.exported()));
  on("calendar", (button) => offerDays(place, button.dataset.words));
  on("share", () => download("handoff-tries.json", "application/json", shared(progress.all())));
  on("reset", () => {
    progress.reset();
    tell(place, "deleted");
    changed();
  });
  place.querySelector("[type=file]").addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    if (!file) return;
    tell(place, progress.imported(await file.text()) ? "imported" : "unreadable");
    target.value = "";
    changed();
  });
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
