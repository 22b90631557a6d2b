// A button at each section of a chapter; reading.js loads this once a reader moves.
// Adds: the box behind it, to bookmark the section and to write; what was written stands under the heading.
import * as progress from "../progress.js";
import { Box } from "./box.js";
import { dress, element } from "./elements.js";
import { words } from "./words.js";

const HEADINGS = ".md-content :is(h2, h3)[id]";
let drawn = [];

export async function open() {
  await dress(); // undressed buttons would push the text about
  const page = progress.here();
  const title = plain(document.querySelector("h1"));
  const headings = [...document.querySelectorAll(HEADINGS)].filter((each) => !each.closest("quiz-check"));
  if (headings.some((heading) => heading.nextElementSibling?.matches(".jotting"))) return;
  drawn = headings.map((heading) => new Section(heading, page, title));
  window.addEventListener("storage", heard);
  window.addEventListener("pagehide", leave);
}

/** Another tab wrote. */
function heard(event) {
  progress.heard(event);
  for (const section of drawn) section.draw();
}

/** What was typed a moment ago is not lost. */
function leave() {
  for (const section of drawn) section.box?.save(false);
}

class Section {
  constructor(heading, page, title) {
    this.key = `${page}#${heading.id}`;
    this.facts = { title, heading: plain(heading) };
    this.button = element("button", { type: "button", className: "jotting__open", title: words.button, "aria-expanded": "false" });
    this.text = element("p", { className: "jotting__text", hidden: true });
    this.element = element("div", { className: "jotting no-copy", "data-search-exclude": "" }, this.button, this.text);
    this.button.addEventListener("click", () => this.toggle());
    heading.after(this.element);
    this.draw();
  }

  draw() {
    const { text = "", mark } = progress.notes()[this.key] ?? {};
    const state = [mark && words.marked, text && words.noted].filter(Boolean);
    this.button.setAttribute("aria-label", [`${words.button}: ${this.facts.heading}`, ...state].join(", "));
    this.button.toggleAttribute("data-marked", Boolean(mark));
    this.button.toggleAttribute("data-noted", Boolean(text));
    this.text.replaceChildren(element("b", {}, words.yours), text);
    this.text.hidden = !text || this.button.getAttribute("aria-expanded") === "true";
  }

  toggle() {
    if (!this.box) {
      this.box = new Box(this.key, this.facts, () => this.draw());
      this.element.append(this.box.element, this.box.said);
    }
    if (this.box.element.hidden) this.box.open(this.button);
    else this.box.shut();
    this.draw();
  }
}

const plain = (heading) => heading.textContent.replace(/#$/, "").trim();
