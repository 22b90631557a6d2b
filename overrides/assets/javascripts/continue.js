// <reader-continue data-guide="guide/"> with links data-to and data-review; no data-guide: any guide.
// Adds: where the reader left off, how much is due, and how far each guide of a list is; nothing for who was never here.
import * as progress from "./progress.js";
import { due, standings } from "./schedule.js";

const SITE = new URL("../../", import.meta.url);

export function open(block) {
  const guide = block.dataset.guide ?? "";
  const places = Object.entries(progress.places()).filter(([page]) => page.startsWith(guide));
  const [page, place] = places.sort(([, one], [, other]) => other.at - one.at)[0] ?? [];
  const waiting = due(standings(progress.all()), Date.now()).length;
  const to = block.querySelector("[data-to]");
  if (page) {
    to.href = new URL(page + (place.section ? `#${place.section}` : ""), SITE);
    to.textContent = [place.title, place.heading].filter(Boolean).join(": ");
  }
  to.closest("p").hidden = !page;
  block.querySelector("[data-review]").href = new URL("review/", SITE);
  block.querySelector("[data-count]").textContent = waiting;
  block.querySelector("[data-review]").closest("p").hidden = waiting === 0;
  block.hidden = !page && waiting === 0;
  for (const part of document.querySelectorAll("[data-far]")) far(part, Object.entries(progress.places()));
}

/** <span data-far="guide/"> beside a guide, once a chapter of it is read. */
function far(part, places) {
  const done = places.filter(([page, { read, passed }]) => page.startsWith(part.dataset.far) && (read || passed));
  part.querySelector("[data-read]").textContent = done.length;
  part.hidden = done.length === 0;
}
