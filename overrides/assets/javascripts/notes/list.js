// list(place, notes, changed): a reader's bookmarks and notes on the progress page, by guide and chapter.
// Adds: a link to each section, Edit, and Delete with a way back; what a section or chapter left behind stays.
import { note } from "../changes.js";
import * as progress from "../progress.js";
import { Box } from "./box.js";
import { dress } from "./elements.js";
import { markdown } from "./markdown.js";

const SITE = new URL("../../../", import.meta.url);

/** Fill `place`, a <section data-notes>; `chapters` are the page's <section data-page data-sections>. */
export function list(place, chapters, changed) {
  const kept = chaptersOf(chapters);
  place.hidden = kept.length === 0;
  if (kept.length > 0) dress();
  const draw = () => {
    list(place, chapters, changed);
    changed();
  };
  place.querySelector("[data-list]").replaceChildren(...kept.map((chapter) => chapterOf(place, chapter, draw)));
}

/** What was written, as a file's text. */
export const written = (chapters) => markdown(chaptersOf(chapters), SITE.href);

/** [{page, guide, title, gone, sections: [{key, id, heading, text, mark, gone}]}] in the order of the site. */
function chaptersOf(chapters) {
  const known = new Map([...chapters].map((chapter, place) => [chapter.dataset.page, facts(chapter, place)]));
  const found = new Map();
  for (const [key, own] of Object.entries(progress.notes())) {
    if (!own.text && !own.mark) continue;
    const [page, id] = key.split("#");
    const { sections, ...chapter } = known.get(page) ?? { place: Infinity, guide: "", title: own.title || page, gone: true };
    if (!found.has(page)) found.set(page, { page, ...chapter, sections: [] });
    const place = sections?.indexOf(id) ?? -1;
    found.get(page).sections.push({ ...own, key, id, place: place < 0 ? Infinity : place, gone: place < 0 });
  }
  const inOrder = (one, other) => (one.place === other.place ? 0 : one.place - other.place);
  for (const { sections } of found.values()) sections.sort(inOrder);
  return [...found.values()].sort(inOrder);
}

function facts(chapter, place) {
  const { guide, sections } = chapter.dataset;
  const title = chapter.querySelector("h3").textContent.trim();
  return { place, guide, title, gone: false, sections: JSON.parse(sections) };
}

function chapterOf(place, { page, guide, title, gone, sections }, draw) {
  const made = copy(place, "chapter");
  named(made.querySelector("a"), [guide, title].filter(Boolean).join(": "), gone ? "" : page);
  made.querySelector("[data-gone]").hidden = !gone;
  made.querySelector("ul").append(...sections.map((section) => rowOf(place, page, gone, section, draw)));
  return made;
}

function rowOf(place, page, chapterGone, section, draw) {
  const { key, heading, id, text, mark, gone, title } = section;
  const row = copy(place, "section");
  const target = chapterGone ? "" : gone ? page : `${page}#${id}`;
  named(row.querySelector("a"), heading || id, target);
  row.querySelector("[data-mark]").hidden = !mark;
  row.querySelector("[data-gone]").hidden = !gone || chapterGone;
  row.querySelector("[data-text]").textContent = text;
  row.querySelector("[data-text]").hidden = !text;
  for (const name of row.querySelectorAll("[data-name]")) name.textContent = heading || id;
  const edit = row.querySelector("[data-do=edit]");
  const box = new Box(key, { title, heading }, () => {
    row.querySelector("[data-mark]").hidden = !progress.notes()[key].mark;
    row.querySelector("[data-text]").textContent = progress.notes()[key].text;
    row.querySelector("[data-text]").hidden = !progress.notes()[key].text;
  });
  row.append(box.element, box.said);
  edit.addEventListener("click", () => (box.element.hidden ? box.open(edit) : box.shut()));
  row.querySelector("[data-do=delete]").addEventListener("click", () => remove(place, row, section, draw));
  return row;
}

/** Gone at once, and back again by Undo while the page is open. */
function remove(place, row, { key, heading, id, title }, draw) {
  const { text, mark } = progress.notes()[key];
  const left = copy(place, "deleted");
  left.querySelector("[data-name]").textContent = heading || id;
  note(key, { text: "", mark: false });
  row.replaceWith(left);
  left.querySelector("[role=status]").focus();
  left.querySelector("button").addEventListener("click", () => {
    note(key, { title, heading, text, mark });
    draw();
  });
}

/** A link, or plain words where there is nothing to go to. */
function named(link, words, target) {
  link.textContent = words;
  if (target) link.href = new URL(target, SITE);
}

const copy = (place, name) =>
  place.querySelector(`template[data-row=${name}]`).content.firstElementChild.cloneNode(true);
