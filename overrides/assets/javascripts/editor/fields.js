// The form's fields and the question that they stand for: {q, kind, choices: […], …} as a quiz file has it.
// Adds: rows that come, go and move; the field that a place in the question belongs to.

const LISTS = { choices: "choices", steps: "steps", wrong: "wrong", accepted: "answer", hints: "hint" };
const HELD = ["id", "kind", "q", "sample", "choices", "steps", "answer", "why", "shuffle", "wrong", "hint"];
const ALSO_HELD = ["explain", "see", "tests", "how_sure"];
const ROWS = 2; // empty ones to begin with

const all = (place, selector) => [...place.querySelectorAll(selector)];
const top = (form, key) => all(form, `[data-key="${key}"]`).find((field) => !field.closest("[data-list]"));
const list = (form, name) => form.querySelector(`[data-list="${name}"]`);
const field = (row, key) => row.querySelector(`[data-key="${key}"]`);
const asLines = (text) => (text.includes("\n") ? text.split("\n") : text);
const asText = (lines) => (Array.isArray(lines) ? lines.join("\n") : `${lines ?? ""}`);
const asList = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

/** The question that the fields say; keys in the order of the one that was opened, and what no field holds of it. */
export function read(form, original) {
  const question = said(form);
  const strange = Object.keys(original ?? {}).filter((key) => ![...HELD, ...ALSO_HELD].includes(key));
  for (const key of strange) question[key] = original[key];
  const keys = [...Object.keys(original ?? {}), ...Object.keys(question)].filter((key) => key in question);
  return Object.fromEntries([...new Set(keys)].map((key) => [key, question[key]]));
}

function said(form) {
  const chosen = top(form, "kind").value;
  const kind = chosen === "typed" ? "output" : chosen;
  const picked = ["choice", "output", "line"].includes(chosen);
  const question = {};
  const put = (key, value) => {
    if (value !== "" && value !== undefined && !(Array.isArray(value) && value.length === 0)) question[key] = value;
  };
  put("id", top(form, "id").value.trim());
  if (kind !== "choice") question.kind = kind;
  put("q", text(form, "q"));
  put("sample", top(form, "sample").value.trim());
  if (picked) Object.assign(question, { choices: rows(form, "choices").map(entry) });
  if (picked) put("answer", numbers(form, chosen));
  if (chosen === "order") question.steps = rows(form, "steps").map(entry);
  if (chosen === "text") put("answer", one(rows(form, "accepted").map(entry)));
  if (chosen === "open") put("answer", text(form, "model"));
  if (["choice", "output"].includes(chosen) && top(form, "fixed").checked) question.shuffle = false;
  if (["text", "typed"].includes(chosen)) put("wrong", rows(form, "wrong").map(whole));
  put("hint", one(rows(form, "hints").map(entry)));
  for (const key of ["explain"]) put(key, text(form, key));
  for (const key of ["see", "tests"]) put(key, top(form, key).value.trim());
  if (top(form, "how_sure").value) question.how_sure = top(form, "how_sure").value === "true";
  return question;
}

const text = (form, key) => asLines(top(form, key).value.trim() && top(form, key).value.replace(/\s+$/, ""));
const one = (values) => (values.length === 1 && !Array.isArray(values[0]) ? values[0] : values);
const entry = (row) => (field(row, "why")?.value.trim() ? whole(row) : asLines(field(row, "text").value));

function whole(row) {
  const why = field(row, "why").value.trim();
  return { text: asLines(field(row, "text").value), ...(why && { why: asLines(why) }) };
}

/** The right choices' numbers: a list where several may be picked, or where several are ticked. */
function numbers(form, kind) {
  const right = rows(form, "choices").flatMap((row, number) => (field(row, "right").checked ? [number] : []));
  const several = kind === "choice" && top(form, "several").checked;
  if (several) return right.length ? right : undefined;
  return right.length > 1 ? right : right[0];
}

/** The rows in which anything stands. */
function rows(form, name) {
  return all(list(form, name), "ol > li").filter((row) => all(row, "textarea").some(({ value }) => value.trim()));
}

/** Put a question into the fields; the id of one that is there already stays as it is. */
export function fill(form, question, there) {
  const { kind = "choice" } = question;
  const typed = kind === "output" && !("choices" in question) && Object.keys(question).length > 1;
  top(form, "kind").value = typed ? "typed" : kind;
  if (!top(form, "kind").value) top(form, "kind").value = "choice";
  for (const key of ["id", "q", "explain", "see", "tests", "sample"]) top(form, key).value = asText(question[key]);
  top(form, "id").readOnly = there && Boolean(question.id);
  top(form, "model").value = kind === "open" ? asText(question.answer) : "";
  top(form, "how_sure").value = question.how_sure ?? "";
  top(form, "several").checked = kind === "choice" && Array.isArray(question.answer);
  top(form, "fixed").checked = question.shuffle === false;
  const right = kind === "text" || kind === "open" ? [] : asList(question.answer);
  fillList(form, "choices", asList(question.choices), asList(question.why));
  all(list(form, "choices"), "ol > li").forEach((row, number) => (field(row, "right").checked = right.includes(number)));
  fillList(form, "steps", asList(question.steps));
  fillList(form, "accepted", kind === "text" ? asList(question.answer) : []);
  fillList(form, "wrong", asList(question.wrong), [], 0);
  fillList(form, "hints", asList(question.hint), [], 0);
  arrange(form);
}

function fillList(form, name, values, reasons = [], least = name === "accepted" ? 1 : ROWS) {
  list(form, name).querySelector("ol").replaceChildren();
  for (let number = 0; number < Math.max(values.length, least); number += 1) {
    const value = values[number];
    const own = value && typeof value === "object" && !Array.isArray(value) ? value : { text: value };
    const row = added(list(form, name));
    field(row, "text").value = asText(own.text);
    if (field(row, "why")) field(row, "why").value = asText(own.why ?? reasons[number]);
  }
}

function added(place) {
  const row = place.querySelector("template").content.firstElementChild.cloneNode(true);
  place.querySelector("ol").append(row);
  return row;
}

/** Show what the kind takes. */
export function arrange(form) {
  const { value } = top(form, "kind");
  for (const part of all(form, "[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(value);
}

/** A button of a list; whether it was one. */
export function edit(form, button) {
  const row = button.closest(".editor__row");
  const place = button.closest("[data-list]");
  const verb = button.dataset.do;
  if (verb === "add") field(added(place), "text").focus();
  else if (verb === "remove") remove(row, place);
  else if (verb === "up" && row.previousElementSibling) row.previousElementSibling.before(row);
  else if (verb === "down" && row.nextElementSibling) row.nextElementSibling.after(row);
  else return ["up", "down"].includes(verb);
  if (verb === "up" || verb === "down") button.focus();
  return true;
}

function remove(row, place) {
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  (next ? field(next, "text") : place.querySelector("[data-do=add]")).focus();
}

/** What the chapter has to choose from: {samples, sections, objectives}. */
export function offer(form, offers) {
  for (const [name, values] of Object.entries(offers)) {
    const options = values.map((value) => Object.assign(document.createElement("option"), { value }));
    form.querySelector(`#editor-${name}`).replaceChildren(...options);
  }
}

/** The field where a place in the question is written, as in ["choices", 0, "why"]; null where there is none. */
export function at(form, [key, number, part]) {
  const name = Object.keys(LISTS).find((each) => LISTS[each] === key && !list(form, each).hidden);
  if (name && Number.isInteger(number)) {
    const row = rows(form, name)[number];
    return row ? field(row, typeof part === "string" ? part : "text") : null;
  }
  if (key === "answer" && !list(form, "choices").hidden) return field(list(form, "choices"), "right");
  if (key === "answer" && !top(form, "model").closest("[data-for]").hidden) return top(form, "model");
  if (key === "why" && rows(form, "choices")[number]) return field(rows(form, "choices")[number], "why");
  if (name) return list(form, name).querySelector("[data-key=text]") ?? list(form, name).querySelector("[data-do=add]");
  return top(form, key) ?? null;
}

/** What a field is called, with the number of its row. */
export function called(control) {
  const words = control.closest("label")?.querySelector("span")?.textContent ?? control.closest("label")?.textContent;
  const row = control.closest(".editor__row");
  const number = row ? [...row.parentNode.children].indexOf(row) + 1 : "";
  const what = row ? field(row, "text").closest("label").querySelector("span").textContent : "";
  if (!row) return (words ?? control.textContent).trim();
  return control.dataset.key === "text" ? `${what} ${number}` : `${what} ${number}: ${words.trim().toLowerCase()}`;
}
