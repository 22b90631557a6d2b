// The files of a <code-lab>, as the reader has them.
// Adds: Edit (a plain text box in place of the coloured code) and Back to the original.
import * as edits from "./edits.js";
import { t } from "../language.js";

const SAVED_AFTER = 300; // milliseconds without a key

export const editor = {
  /** Turn every file of the lab into a text box; the second click turns unchanged ones back. */
  edit(lab) {
    const open = lab.querySelector(".lab__edit") !== null;
    for (const box of boxes(lab)) open ? close(box) : openBox(lab, box);
    mark(lab);
    if (!open && lab.contains(document.activeElement)) visibleText(lab)?.focus();
  },

  /** Put a solution into the editor, where the reader may run and change it. */
  solve(lab, button) {
    const box = boxes(lab).find(({ dataset }) => dataset.file === button.dataset.file);
    if (!area(box)) this.edit(lab);
    area(box).value = button.parentElement.nextElementSibling.querySelector("code").textContent;
    changed(lab, box);
    lab.say(t("The solution is in {file}. Run shows whether it meets the goal.", { file: box.dataset.file }));
    lab.querySelector(`label[for="${lab.querySelectorAll(".lab__tabs input")[boxes(lab).indexOf(box)].id}"]`).click();
  },

  restore(lab) {
    edits.forget(lab.facts.name);
    for (const box of boxes(lab)) close(box, true);
    mark(lab);
    lab.say(t("The files are as the site wrote them."));
    lab.button("edit").focus();
  },
};

/** Show these texts in the editor, {file: text}; they are kept as the reader's own when the reader changes them. */
export function put(lab, files) {
  for (const box of boxes(lab)) {
    if (!area(box)) openBox(lab, box);
    const text = files[box.dataset.file];
    if (typeof text !== "string") continue;
    area(box).value = text;
    area(box).rows = text.split("\n").length;
  }
  mark(lab);
}

/** {file: text} as they are now. */
export function texts(lab) {
  return Object.fromEntries(boxes(lab).map((box) => [box.dataset.file, now(box)]));
}

const boxes = (lab) => [...lab.querySelectorAll(".lab__file")];
const original = (box) => box.querySelector("pre code").textContent;
const area = (box) => box.querySelector("textarea");
const now = (box) => area(box)?.value ?? original(box);
const visibleText = (lab) => [...lab.querySelectorAll("textarea")].find((one) => one.offsetParent);

function openBox(lab, box) {
  const saved = edits.of(lab.facts.name)[box.dataset.file];
  const text = document.createElement("textarea");
  text.className = "lab__edit";
  text.value = saved?.text ?? original(box);
  text.spellcheck = false;
  text.wrap = "off";
  text.autocapitalize = "off";
  text.setAttribute("aria-label", t("{file}, editable", { file: box.dataset.file }));
  text.rows = text.value.split("\n").length;
  text.addEventListener("input", () => changed(lab, box));
  box.querySelector("pre").hidden = true;
  box.append(text);
  if (saved && saved.original !== original(box)) {
    lab.say(t("{file} has changed on the site since you edited it; this is your text.", { file: box.dataset.file }));
  }
}

function close(box, even = false) {
  if (!area(box) || (!even && now(box) !== original(box))) return;
  area(box).remove();
  box.querySelector("pre").hidden = false;
}

function changed(lab, box) {
  mark(lab);
  area(box).rows = area(box).value.split("\n").length;
  clearTimeout(box.saving);
  box.saving = setTimeout(() => save(lab, box), SAVED_AFTER);
}

function save(lab, box) {
  const kept = edits.keep(lab.facts.name, box.dataset.file, now(box), original(box));
  if (!kept) lab.say(t("Your browser keeps nothing for this site: the edit lasts as long as the page."));
}

function mark(lab) {
  lab.button("restore").hidden = lab.button("share").hidden = boxes(lab).every((box) => now(box) === original(box));
  lab.button("edit").setAttribute("aria-pressed", lab.querySelector(".lab__edit") !== null);
}
