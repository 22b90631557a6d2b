// <page-simulator data-rules="knots/slipping">: a form, hidden; an output and a table with the answer to its first values.
// Adds: the form, and the answer to whatever is in it. The rules come when they are near: a module with
// answer(values) → { said, rows } or { wrong: { field: "what is wrong; what would do" } }.
import { t } from "../language.js";

const NEAR = "400px";
const QUIET = 500; // milliseconds without a change before the sentence is said, else each key is read aloud
const STYLE = new URL("../../stylesheets/simulator.css", import.meta.url).href;

class PageSimulator extends HTMLElement {
  connectedCallback() {
    this.watch = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && this.open(), { rootMargin: NEAR });
    this.watch.observe(this);
  }

  disconnectedCallback() {
    this.watch.disconnect();
    clearTimeout(this.saying);
  }

  async open() {
    this.watch.disconnect();
    style();
    this.rules ??= await import(`../${this.dataset.rules}.js`);
    this.form.hidden = false;
    this.addEventListener("input", this);
    this.addEventListener("submit", this);
    this.rules.ready?.(this);
  }

  handleEvent(event) {
    if (event.type === "submit") event.preventDefault();
    else this.show();
  }

  show() {
    const { said, rows, wrong = {} } = this.rules.answer(this.values);
    for (const field of this.fields) this.mark(field, wrong[field.name]);
    this.toggleAttribute("data-wrong", !rows);
    if (rows) this.fill(rows);
    this.say(said ?? `${Object.values(wrong).join(" ")} ${t("The table is for the last values that would do.")}`);
  }

  /** What would do, under its field. */
  mark(field, message = "") {
    const place = field.closest(".simulator__field");
    let note = place.querySelector(".simulator__wrong");
    if (!note && !message) return;
    note ??= place.appendChild(Object.assign(document.createElement("small"), { className: "simulator__wrong" }));
    note.id ||= `${field.id}-wrong`;
    note.textContent = message;
    const notes = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== note.id);
    field.setAttribute("aria-describedby", [...notes, ...(message ? [note.id] : [])].join(" "));
    field.setAttribute("aria-invalid", String(Boolean(message)));
  }

  fill(rows) {
    this.querySelector("tbody").replaceChildren(...rows.map(row));
    for (const word of this.querySelectorAll("[data-of]")) word.textContent = said(this.form.elements[word.dataset.of]);
  }

  say(text) {
    clearTimeout(this.saying);
    this.saying = setTimeout(() => (this.querySelector("output").textContent = text), QUIET);
  }

  get form() {
    return this.querySelector("form");
  }

  get fields() {
    return [...this.form.elements].filter(({ name }) => name);
  }

  get values() {
    return Object.fromEntries(this.fields.map((field) => [field.name, field.type === "checkbox" ? field.checked : field.value]));
  }
}

/** What a field says, in words: paper has no form. */
function said(field) {
  if (field.type === "checkbox") return field.checked ? t("yes") : t("no");
  return field.selectedOptions?.[0].textContent ?? field.value;
}

function row(cells) {
  const line = document.createElement("tr");
  for (const [place, text] of cells.entries()) {
    const cell = line.appendChild(document.createElement(place ? "td" : "th"));
    if (!place) cell.scope = "row";
    cell.textContent = text;
  }
  return line;
}

function style() {
  if (document.querySelector(`link[href="${STYLE}"]`)) return;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: STYLE }));
}

customElements.get("page-simulator") ?? customElements.define("page-simulator", PageSimulator);
