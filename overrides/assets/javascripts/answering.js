// heard(check, event): what a reader does with the questions of a <quiz-check>.
// Adds: marking on Check, in two steps. A first miss gets the reason for what was picked, and a hint;
// a second one, or Show answer, gets everything. Each Check is a try that lasts.
import { record, visit } from "./changes.js";
import { kinds } from "./kinds.js";
import { drag, move } from "./order.js";
import * as progress from "./progress.js";
import { checksOf } from "./quiz.js";

const CONTROLS = "input, textarea, .quiz__moves button";

export function heard(check, event) {
  on[event.type]?.(check, event);
}

/** Put back how this reader stands, without a word of it being announced. */
export function restore(check) {
  const answers = progress.all();
  for (const form of check.forms) restoreForm(check, form, answers);
  if (!check.last || "page" in check.dataset) return;
  sum(check);
  lookBack(check);
}

const on = {
  submit(check, { target: form }) {
    if (form.dataset.result) return;
    const question = check.question(form);
    const answer = kinds[question.as].read(form);
    if (answer.length === 0) return say(form, "empty");
    if (form.dataset.missed === JSON.stringify(answer)) return say(form, "same");
    const right = kinds[question.as].judge(question, answer);
    const sure = "missed" in form.dataset ? null : form.querySelector("[name=sure]:checked");
    const again = "missed" in form.dataset;
    if (right === false && !again) say(form, miss(check, form, answer));
    else say(form, close(check, form, answer));
    if ("trial" in check.dataset) return; // the question editor's own: nobody's try
    record(check.quiz, question.id, check.page, {
      revision: question.revision,
      answer,
      right,
      ...(sure && { sure: +sure.value }),
      ...(check.dataset.instead && { instead: check.dataset.instead }),
    });
    afterPaint(() => {
      sumAll(check);
      import("./badge.js").then(({ badge }) => badge());
      import("./offline.js").then(({ keepPages }) => keepPages());
    });
  },

  reset(check, { target: form }) {
    again(check, form);
    form.querySelector(CONTROLS).focus();
  },

  input(check, { target: { form } }) {
    if (!form.dataset.result) say(form, "");
  },

  click(check, event) {
    const { target } = event; // a translator may have put an element of its own into the button
    const button = target.closest("button");
    if (button?.dataset.do === "retry") retry(check);
    else if (button?.dataset.do === "show") show(check, button.form);
    else if (button?.closest(".quiz__moves")) step(button);
    else if (target.form?.dataset.result && target.matches("input")) event.preventDefault();
  },

  pointerdown(check, event) {
    const { target } = event;
    const form = target.closest("form");
    if (!target.matches(".quiz__grip") || form.dataset.result) return;
    drag(event, target.closest("[data-row]"), (place) => placed(form, place));
  },

  storage(check, event) {
    progress.heard(event);
    if (check.last) sum(check);
  },
};

function restoreForm(check, form, answers) {
  const { id, as, revision } = check.question(form);
  const tries = answers[`${check.quiz}#${id}`]?.tries ?? [];
  const last = tries.at(-1);
  if (!last || "fresh" in check.dataset || form.dataset.result) return;
  form.querySelector("[data-stale]").hidden = last.revision === revision;
  if (last.revision !== revision) return;
  kinds[as].write(form, last.answer);
  const before = tries.at(-2);
  const once = last.right === false && (before?.revision !== revision || before.right !== false);
  if (once) miss(check, form, last.answer);
  else close(check, form, last.answer);
}

/** The first miss: why not what was picked, and a hint; the rest stays open. */
function miss(check, form, answer) {
  const question = check.question(form);
  form.dataset.missed = JSON.stringify(answer);
  form.querySelector("[data-stale]").hidden = true;
  form.querySelector("[data-do=show]").hidden = false;
  const notes = kinds[question.as].notes(question, answer, form, false);
  tell(check, form, notes);
  form.querySelector(".quiz__hint:not([open])")?.setAttribute("open", "");
  const partly = notes.every(([, { verdict }]) => verdict === "right");
  return partly && form.querySelector("[data-say=partly]") ? "partly" : "missed";
}

/** Everything: each choice with its reason, the explanation, the way to the section. */
function close(check, form, answer, said = "") {
  const question = check.question(form);
  const right = kinds[question.as].judge(question, answer);
  form.dataset.result = right === null ? "open" : right ? "right" : "wrong";
  form.querySelector("[data-stale]").hidden = true;
  form.querySelector("[data-do=show]")?.setAttribute("hidden", "");
  form.querySelector("[type=reset]").hidden = false;
  form.querySelector("[type=submit]").setAttribute("aria-disabled", "true");
  tell(check, form, kinds[question.as].notes(question, answer, form, true));
  fill(form, form.querySelector(".quiz__explain"), "explain");
  freeze(form, true);
  return said || form.dataset.result;
}

/** The reader gives up; what they had picked stays marked as theirs. */
function show(check, form) {
  const { as } = check.question(form);
  say(form, close(check, form, kinds[as].read(form), "shown"));
  form.querySelector("[type=reset]").focus();
}

function again(check, form) {
  kinds[check.question(form).as].clear(form);
  for (const sure of form.querySelectorAll("[name=sure]")) sure.checked = false;
  delete form.dataset.result;
  delete form.dataset.missed;
  for (const button of form.querySelectorAll("[type=reset], [data-do=show]")) button.hidden = true;
  form.querySelector("[type=submit]").removeAttribute("aria-disabled");
  form.querySelector(".quiz__explain").hidden = true;
  tell(check, form, []);
  freeze(form, false);
  say(form, "");
}

function step(button) {
  const { form } = button;
  if (form.dataset.result) return;
  const place = move(button.closest("[data-row]"), +button.value);
  if (place) placed(form, place);
}

function placed(form, place) {
  for (const row of form.querySelectorAll("[data-row]")) untell(row);
  form.querySelector("output [data-place]").textContent = place;
  say(form, "moved");
}

function retry(check) {
  const answers = progress.all();
  const missed = checksOf(check.quiz).flatMap((one) =>
    one.forms.filter((form) => standing(one, form, answers).missed).map((form) => [one, form]),
  );
  for (const [one, form] of missed) again(one, form);
  missed[0]?.[1].querySelector(CONTROLS).focus();
}

/** Notes beside the rows: [[row, {reason, verdict, place}], …]; rows without one lose theirs. */
function tell(check, form, notes) {
  for (const row of form.querySelectorAll("[data-row]")) untell(row);
  for (const [name, { reason, verdict, place }] of notes) {
    const row = form.querySelector(`[data-row="${name}"]`);
    const why = row.querySelector(".quiz__why");
    const word = check.querySelector(".quiz__verdicts").content.querySelector(`[data-verdict=${verdict}]`);
    row.dataset.verdict = verdict;
    if (reason !== undefined) fill(form, why, reason);
    why.querySelector(".quiz__verdict")?.remove();
    why.prepend(word.cloneNode(true), " ");
    if (place) why.querySelector("[data-place]").textContent = place;
    why.hidden = false;
    for (const input of row.querySelectorAll(CONTROLS)) input.setAttribute("aria-describedby", why.id);
  }
}

function untell(row) {
  const why = row.querySelector(".quiz__why");
  delete row.dataset.verdict;
  why.replaceChildren();
  why.hidden = true;
  for (const input of row.querySelectorAll(CONTROLS)) input.removeAttribute("aria-describedby");
}

function fill(form, place, reason) {
  const source = form.querySelector(`[data-reason="${reason}"]`);
  place.replaceChildren(...source.cloneNode(true).childNodes);
  place.hidden = false;
}

/** A closed question stays as it is until Try again, and can still be walked through by keyboard. */
function freeze(form, frozen) {
  for (const input of form.querySelectorAll(CONTROLS)) {
    if ("readOnly" in input && input.matches("[type=text], textarea")) input.readOnly = frozen;
    else if (frozen) input.setAttribute("aria-disabled", "true");
    else input.removeAttribute("aria-disabled");
  }
}

function say(form, word) {
  const output = form.querySelector("output");
  output.removeAttribute("aria-live");
  for (const part of output.children) part.hidden = part.dataset.say !== word;
}

/** How the reader stands with a question: by its tries since it last changed. */
function standing(check, form, answers) {
  const { id, as, revision } = check.question(form);
  const tries = (answers[`${check.quiz}#${id}`]?.tries ?? []).filter((attempt) => attempt.revision === revision);
  const right = tries.at(-1)?.right;
  const first = tries[0]?.right;
  return { open: as === "open", answered: tries.length > 0, right, missed: right === false, first };
}

/** What takes in the whole page waits until the reader sees the result, or leaves. */
function afterPaint(work) {
  const waiting = new AbortController();
  const once = () => {
    if (waiting.signal.aborted) return;
    waiting.abort();
    work();
  };
  addEventListener("pagehide", once, waiting);
  requestAnimationFrame(() => setTimeout(once));
}

function sumAll(check) {
  const last = checksOf(check.quiz).at(-1);
  if (last) sum(last);
}

function sum(check) {
  const checks = checksOf(check.quiz);
  const answers = progress.all(); // read once: a page may have a hundred questions
  const all = checks.flatMap((one) => one.forms.map((form) => standing(one, form, answers)));
  const marked = all.filter(({ open }) => !open);
  const count = (name, number) => {
    check.querySelector(`[data-count="${name}"]`).textContent = number;
  };
  count("all", marked.length);
  count("right", marked.filter(({ right }) => right).length);
  count("first", marked.filter(({ right, first }) => right && first).length);
  const some = marked.length > 1 && all.some(({ answered }) => answered);
  check.querySelector(".quiz__score").hidden = !some;
  if (marked.length > 0 && marked.every(({ right }) => right)) pass(check);
  check.querySelector("[data-do=retry]").hidden = !all.some(({ missed }) => missed);
  for (const note of check.querySelectorAll("[data-trouble]")) {
    note.hidden = note.dataset.trouble !== progress.trouble();
  }
}

async function pass(check) {
  visit(check.page, { passed: true });
  const { draw } = await import("./reading.js");
  draw();
}

/** What was missed in earlier chapters of the same guide comes back after this one's questions. */
async function lookBack(check) {
  const guide = check.quiz.slice(0, check.quiz.lastIndexOf("/") + 1);
  const section = check.querySelector(".quiz__back");
  if (!section) return;
  const { due, standings } = await import("./schedule.js");
  const missed = due(standings(progress.all()), Date.now()).filter(
    ([key, { page, missed }]) =>
      missed && key.startsWith(guide) && key < check.quiz && page !== check.page,
  );
  if (missed.length === 0) return;
  const { bringBack } = await import("./cards.js");
  check.after(section);
  bringBack(section, missed.slice(0, 5));
}
