// What the editor shows beside its form: findings, the question as readers see it, its JSON.
// Adds: a finding leads to its field, and the field names its findings.
import { at, called, read } from "./fields.js";
import { decimal, many, t } from "../language.js";
import { html as trusted } from "../trusted.js";

const MEGA = 1e6;
const COUNTED = {
  error: (n) => many(n, "{n} error", "{n} errors"),
  warning: (n) => many(n, "{n} warning", "{n} warnings"),
};
const all = (editor, selector) => [...editor.querySelectorAll(selector)];

export function say(editor, words) {
  const status = editor.querySelector(".editor__status");
  if (status.textContent !== words) status.textContent = words;
}

/** Python is on its way: {loaded, total} in bytes, or nothing once it works. */
export function loading(editor, { loaded, total }) {
  say(editor, t("Loading the check: {much} MB, once …", { much: decimal(total / MEGA) }));
  const bar = editor.querySelector(".editor__findings progress") ?? progress(editor);
  Object.assign(bar, { max: total, value: loaded });
}

function progress(editor) {
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", t("Loaded"));
  editor.querySelector(".editor__status").after(bar);
  return bar;
}

export function failed(editor, reason) {
  editor.querySelector(".editor__findings progress")?.remove();
  editor.querySelector("[data-do=again]").hidden = false;
  say(editor, reason);
}

/** The quiz's questions to choose from. */
export function questions(editor, known) {
  const names = known.map((question, number) => [`${number}`, question.id ?? `${question.q}`.slice(0, 60)]);
  const options = [["new", t("A new one")], ...names].map(([value, words]) =>
    Object.assign(document.createElement("option"), { value, textContent: words }));
  editor.querySelector("[data-pick=question]").replaceChildren(...options);
}

/** The way to the file's editor on the repository's host, where there is one. */
export function host(editor) {
  const address = editor.querySelector("[data-pick=quiz]").selectedOptions[0]?.dataset.edit;
  const place = editor.querySelector("[data-host]");
  place.hidden = !address;
  if (address) place.querySelector("a").href = address;
}

export function json(editor) {
  editor.querySelector("[data-json]").textContent = JSON.stringify(read(editor.form, editor.original), null, 2);
}

/** Those of the question, with their fields; then those of its file and page. */
export function findings(editor, found) {
  editor.querySelector(".editor__findings progress")?.remove();
  editor.querySelector("[data-do=again]").hidden = true;
  for (const field of all(editor, "[data-found]")) unmark(field);
  const own = found.filter(({ pointer }) => pointer?.[0] === editor.index);
  const others = found.filter((each) => !own.includes(each));
  const items = [...own, ...others].map((each, number) => item(editor, each, own.includes(each), number));
  editor.querySelector(".editor__findings ul").replaceChildren(...items);
  say(editor, summary(own, others));
  for (const button of all(editor, "[data-do=copy-file], [data-do=download]")) button.disabled = !editor.text;
}

function summary(own, others) {
  const counted = Object.entries(Object.groupBy(own, ({ severity }) => severity)).sort();
  const words = counted.map(([noun, { length }]) => COUNTED[noun](length)).join(", ");
  const rest = others.length ? t(" {n} more in the rest of its file and page.", { n: others.length }) : "";
  return `${words || t("Nothing is wrong with this question")}.${rest}`;
}

function item(editor, { message, severity, pointer, path, line }, own, number) {
  const element = document.createElement("li");
  const word = Object.assign(document.createElement("b"), { textContent: severity === "error" ? t("Error") : t("Warning") });
  element.dataset.severity = severity;
  element.id = `editor-finding-${number}`;
  const words = Object.assign(document.createElement("span"), { textContent: message });
  const field = own ? at(editor.form, pointer.slice(1)) : null;
  if (field) mark(field, element.id, severity);
  const where = own ? (field ? link(field) : "") : `${path}:${line}`;
  element.append(word, where ? " · " : "", where, ": ", words);
  return element;
}

function link(field) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "editor__link" });
  button.textContent = called(field);
  button.dataset.do = "show";
  button.addEventListener("click", () => field.focus());
  return button;
}

function mark(field, id, severity) {
  field.dataset.found = "";
  const known = field.getAttribute("aria-describedby");
  field.setAttribute("aria-describedby", known ? `${known} ${id}` : id);
  if (severity === "error" && field.matches("input, textarea")) field.setAttribute("aria-invalid", "true");
}

function unmark(field) {
  delete field.dataset.found;
  field.removeAttribute("aria-describedby");
  field.removeAttribute("aria-invalid");
}

/** The question as pages show it; the last one that could be shown stays, and says so. */
export function preview(editor, html) {
  const place = editor.querySelector("[data-preview]");
  const whole = place.querySelector("quiz-check");
  editor.querySelector("[data-old]").hidden = Boolean(html) || !whole;
  if (!html || html === editor.drawn) return;
  const template = document.createElement("template");
  template.innerHTML = trusted(html);
  const check = template.content.querySelector("quiz-check");
  Object.assign(check.dataset, { page: "", trial: "", fresh: "" });
  editor.drawn = html;
  place.replaceChildren(template.content);
}
