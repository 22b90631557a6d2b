// new Box(key, facts, changed): where a reader bookmarks the section `page#id` and writes a note to it.
// Adds: what is typed is kept as it is typed; `changed` is called then. `facts`: title and heading, for the list.
import { note } from "../changes.js";
import * as progress from "../progress.js";
import { joined } from "./blend.js";
import { element } from "./elements.js";
import { words } from "./words.js";

const PAUSE = 400; // milliseconds without a key

export class Box {
  constructor(key, facts, changed) {
    Object.assign(this, { key, facts, changed });
    this.mark = element("input", { type: "checkbox" });
    this.text = element("textarea", { rows: 4, "aria-describedby": `where-${key}` });
    this.close = element("button", { type: "button", className: "quiz__button" }, words.done);
    this.said = element("output", { className: "jotting__said" });
    const where = element("p", { className: "jotting__where", id: `where-${key}` }, words.where);
    this.element = element(
      "div",
      { className: "jotting__box", role: "group", "aria-label": `${words.button}: ${facts.heading}`, hidden: true },
      element("label", { className: "jotting__mark" }, this.mark, words.mark),
      element("label", { className: "jotting__write" }, words.yours, this.text),
      where,
      element("p", { className: "jotting__foot" }, this.close),
    );
    for (const type of ["input", "change", "click", "keydown"]) this.element.addEventListener(type, this);
  }

  open(opener) {
    this.opener = opener;
    this.begun = this.kept.text ?? "";
    this.text.value = this.begun;
    this.mark.checked = Boolean(this.kept.mark);
    this.element.hidden = false;
    this.said.textContent = "";
    opener.setAttribute("aria-expanded", "true");
  }

  shut() {
    this.save();
    this.element.hidden = true;
    this.opener.setAttribute("aria-expanded", "false");
    this.changed();
    this.opener.focus();
  }

  handleEvent({ type, target, key }) {
    if (type === "keydown" && key === "Escape") this.shut();
    if (type === "click" && target === this.close) this.shut();
    if (type === "change" && target === this.mark) this.bookmark();
    if (type === "change" && target === this.text) this.save();
    if (type === "input" && target === this.text) {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.save(false), PAUSE);
    }
  }

  bookmark() {
    note(this.key, { ...this.facts, mark: this.mark.checked });
    this.say(this.mark.checked ? words.markedNow : words.unmarkedNow);
    this.changed();
  }

  /** Keep what is written; what another tab wrote meanwhile is kept with it. */
  save(aloud = true) {
    clearTimeout(this.pause);
    const typed = this.text.value.trim() === "" ? "" : this.text.value;
    const there = this.kept.text ?? "";
    if (typed !== this.begun) {
      const text = there === this.begun ? typed : joined(there, typed);
      note(this.key, { ...this.facts, text });
      if (text !== typed) this.text.value = text;
      this.begun = text;
      this.told = false;
      this.changed();
    }
    if (!aloud || this.told !== false) return;
    this.told = true;
    this.say(this.begun ? words.saved : words.removed);
  }

  say(word) {
    const trouble = progress.trouble();
    this.said.textContent = words[trouble] ?? word;
  }

  get kept() {
    return progress.notes()[this.key] ?? {};
  }
}
