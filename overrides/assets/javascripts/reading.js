// <reader-marks> in the navigation, with a template of marks.
// Adds: read and passed beside the chapters' names; and notes, on a chapter, how far its reader got.
import { visit } from "./changes.js";
import * as progress from "./progress.js";

const SITE = new URL("../../", import.meta.url);

export async function open() {
  draw();
  if ("setAppBadge" in navigator && progress.any()) import("./badge.js").then(({ badge }) => badge());
  if (!document.querySelector(".chapter")) return;
  follow(progress.here());
  (await import("./notes/sections.js")).open();
}

/** A mark beside each link to a chapter that was read or passed. */
export function draw() {
  const places = progress.places();
  const words = document.querySelector("reader-marks template")?.content;
  if (!words) return;
  for (const link of document.querySelectorAll(".md-nav--primary a.md-nav__link, .phases__title a")) {
    const { read, passed } = places[below(link.href)] ?? {};
    const place = link.matches(".md-nav__link") ? link : link.parentElement;
    place.querySelector("[data-mark]")?.remove();
    const mark = words.querySelector(`[data-mark=${passed ? "passed" : "read"}]`);
    if (read || passed) place.append(mark.cloneNode(true));
  }
}

const below = (address) => new URL(address).pathname.slice(SITE.pathname.length);

/** Where the reader is: the last heading that came into view, and whether the end did. */
function follow(page) {
  const title = document.querySelector("h1").textContent.replace("#", "").trim();
  const watch = new IntersectionObserver((entries) => {
    if (progress.here() !== page) return watch.disconnect();
    for (const { target, isIntersecting } of entries) if (isIntersecting) seen(target);
  });
  const seen = (target) => {
    const words = target.id ? target.textContent.replace(/#$/, "").trim() : "";
    if (target.matches(".onward")) visit(page, { title, read: true });
    else visit(page, { title, section: target.id, heading: words });
    draw();
  };
  const headings = document.querySelectorAll(".md-content :is(h2, h3)[id], .md-content .onward");
  for (const part of headings) if (!part.closest("quiz-check")) watch.observe(part);
}
