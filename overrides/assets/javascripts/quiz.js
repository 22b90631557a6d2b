// <quiz-check data-quiz="guide/01-…" data-questions="[…]">: questions, whole without this script.
// Adds: shuffled choices and printed answers; the rest (answering.js) comes when a reader needs it.
import * as progress from "./progress.js";

const HEARD = ["submit", "reset", "click", "input", "focusin", "pointerdown"];
const HEARD_OUTSIDE = ["storage", "beforeprint", "afterprint"];
let answering; // the module, once it is here
let coming;
const load = () => (coming ??= import("./answering.js").then(here, gone));
const here = (module) => (answering = module);
const gone = (error) => {
  coming = null; // Chromium and WebKit ask for it again
  throw error;
};

const asked = new WeakSet(); // forms whose Check was pressed before the module was here

class QuizCheck extends HTMLElement {
  connectedCallback() {
    for (const type of HEARD) this.addEventListener(type, this);
    for (const type of HEARD_OUTSIDE) window.addEventListener(type, this);
    for (const form of this.forms) this.prepare(form);
    if (progress.any()) load().then(({ restore }) => restore(this));
  }

  disconnectedCallback() {
    for (const type of HEARD_OUTSIDE) window.removeEventListener(type, this);
  }

  handleEvent(event) {
    const { type } = event;
    if (type === "submit" || type === "reset") event.preventDefault();
    if (type.endsWith("print")) this[`on${type}`]();
    else if (answering) answering.heard(this, event);
    else if (type !== "submit" || !asked.has(event.target)) this.wait(event);
  }

  async wait(event) {
    if (event.type === "submit") asked.add(event.target);
    const { heard } = await load().finally(() => asked.delete(event.target));
    heard(this, event);
  }

  prepare(form) {
    const { id, as, shuffle } = this.question(form);
    const key = form.querySelector(".quiz__key");
    key.hidden = !key.open; // a reader was quicker than this script
    if (!shuffle) return;
    const rows = [...form.querySelectorAll("[data-row]")];
    this.seed ??= progress.seed();
    const mixed = shuffled(rows.length, `${this.seed}/${this.quiz}#${id}`);
    const told = mixed.every((index, place) => index === place);
    if (as === "order" && told) mixed.push(mixed.shift());
    const byNumber = new Map(rows.map((row) => [+row.dataset.row, row]));
    const { activeElement } = document;
    rows[0].parentNode.append(...mixed.map((index) => byNumber.get(index)));
    if (form.contains(activeElement)) activeElement.focus(); // which a move has taken away
  }

  onbeforeprint() {
    if (!this.last) return;
    const sheet = this.querySelector(".quiz__sheet");
    for (const form of checksOf(this.quiz).flatMap((check) => check.forms)) {
      const key = form.querySelector(".quiz__key").cloneNode(true);
      Object.assign(key, { hidden: false, open: true });
      sheet.append(form.querySelector("legend").cloneNode(true), key);
    }
    sheet.hidden = false;
    this.parentNode.append(sheet);
  }

  onafterprint() {
    if (!this.last) return;
    const sheet = this.parentNode.querySelector(":scope > .quiz__sheet");
    sheet.hidden = true;
    sheet.replaceChildren(sheet.querySelector("h2"));
    this.append(sheet);
  }

  question(form) {
    return this.questions.get(form.dataset.id);
  }

  get questions() {
    return (this.parsed ??= new Map(JSON.parse(this.dataset.questions).map((each) => [each.id, each])));
  }

  get forms() {
    return [...this.querySelectorAll("form")];
  }

  get quiz() {
    return this.dataset.quiz;
  }

  get page() {
    return this.dataset.page ?? progress.here();
  }

  get last() {
    return checksOf(this.quiz).at(-1) === this;
  }
}

/** The elements of this page that show questions of one quiz. */
export const checksOf = (quiz) =>
  [...document.querySelectorAll("quiz-check:not([data-page])")].filter(
    (check) => check.dataset.quiz === quiz,
  );

/** The indexes 0 … count - 1 in an order that only the seed decides (FNV-1a). */
export function shuffled(count, seed) {
  const hash = (index) => {
    let value = 0x811c9dc5;
    for (const letter of index + seed) value = Math.imul(value ^ letter.codePointAt(), 0x01000193);
    return value >>> 0;
  };
  return [...Array(count).keys()].sort((one, other) => hash(one) - hash(other));
}

/** <reader-…>: nothing for who has left no trace here; else what `open` of the module makes of it. */
const later = (module, always) =>
  class extends HTMLElement {
    connectedCallback() {
      if (always || progress.known() || scrollY > 0) this.begin();
      else addEventListener("scroll", () => this.isConnected && this.begin(), { once: true });
    }

    async begin() {
      (await import(module)).open(this);
    }
  };

for (const [name, element] of Object.entries({
  "quiz-check": QuizCheck,
  "quiz-review": later("./review.js", true),
  "reader-objectives": later("./objectives.js", true),
  "reader-marks": later("./reading.js"),
  "reader-continue": later("./continue.js"),
})) {
  customElements.get(name) ?? customElements.define(name, element);
}
