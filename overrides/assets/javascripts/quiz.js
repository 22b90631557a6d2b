// <quiz-check data-quiz="guide/01-…" data-questions="[…]">: questions, whole without this script.
// Adds: marking on Check, each reason beside its choice, answers that last, a score, answers in print.
import { kinds, shuffled } from "./kinds.js";
import * as progress from "./progress.js";

const SITE = new URL("../../", import.meta.url);
const HEARD = ["submit", "reset", "click", "pointerdown"];
const HEARD_OUTSIDE = ["storage", "beforeprint", "afterprint"];

class QuizCheck extends HTMLElement {
  connectedCallback() {
    for (const type of HEARD) this.addEventListener(type, this);
    for (const type of HEARD_OUTSIDE) window.addEventListener(type, this);
    for (const form of this.forms) this.prepare(form);
    if (this.last) this.sum();
    if (this.last) this.lookBack();
  }

  disconnectedCallback() {
    for (const type of HEARD_OUTSIDE) window.removeEventListener(type, this);
  }

  handleEvent(event) {
    this[`on${event.type}`](event);
  }

  prepare(form) {
    const question = this.question(form);
    const { id, as, revision } = question;
    form.querySelector(".quiz__key").hidden = true;
    if (question.shuffle) this.shuffle(form, question);
    const last = progress.tries(this.quiz, id).at(-1);
    if (!last || "fresh" in this.dataset) return;
    form.querySelector("[data-stale]").hidden = last.revision === revision;
    if (last.revision !== revision) return;
    kinds[as].write(form, last.answer);
    this.mark(form, last.answer);
  }

  shuffle(form, { id, as }) {
    const rows = [...form.querySelectorAll("[data-row]")];
    const mixed = shuffled(rows.length, `${progress.seed()}/${this.quiz}#${id}`);
    const told = mixed.every((index, place) => index === place);
    if (as === "order" && told) mixed.push(mixed.shift());
    const byNumber = new Map(rows.map((row) => [+row.dataset.row, row]));
    rows[0].parentNode.append(...mixed.map((index) => byNumber.get(index)));
  }

  onsubmit(event) {
    event.preventDefault();
    const form = event.target;
    if (form.dataset.result) return;
    const { id, as, revision } = this.question(form);
    const answer = kinds[as].read(form);
    if (answer.length === 0) return say(form, "empty");
    const right = this.mark(form, answer);
    say(form, form.dataset.result);
    progress.record(this.quiz, id, this.page, { revision, answer, right });
    checksOf(this.quiz).at(-1)?.sum();
    import("./offline.js").then(({ keepPages }) => keepPages());
  }

  /** Show what is right and why; the right answer's boolean, or null where there is none. */
  mark(form, answer) {
    const question = this.question(form);
    const { right, says } = kinds[question.as].mark(question, answer, form);
    form.dataset.result = right === null ? "open" : right ? "right" : "wrong";
    form.querySelector("[data-stale]").hidden = true;
    form.querySelector("[type=reset]").hidden = false;
    form.querySelector("[type=submit]").setAttribute("aria-disabled", "true");
    for (const [row, said] of says) explain(form, row, said);
    fill(form, form.querySelector(".quiz__explain"), "explain");
    freeze(form, true);
    return right;
  }

  onreset(event) {
    event.preventDefault();
    this.again(event.target);
    event.target.querySelector("input, textarea, .quiz__moves button").focus();
  }

  again(form) {
    kinds[this.question(form).as].clear(form);
    delete form.dataset.result;
    form.querySelector("[type=reset]").hidden = true;
    form.querySelector("[type=submit]").removeAttribute("aria-disabled");
    for (const row of form.querySelectorAll("[data-row]")) delete row.dataset.result;
    for (const why of form.querySelectorAll(".quiz__why, .quiz__explain")) why.hidden = true;
    freeze(form, false);
    say(form, "");
  }

  onclick(event) {
    const { target } = event; // a translator may have put an element of its own into the button
    const button = target.closest("button");
    if (button?.dataset.do === "retry") this.retry();
    else if (button?.closest(".quiz__moves")) this.step(button);
    else if (target.form?.dataset.result && target.matches("input")) event.preventDefault();
  }

  async step(button) {
    const { move } = await import("./order.js");
    if (button.form.dataset.result) return;
    const place = move(button.closest("[data-row]"), +button.value);
    if (place) placed(button.form, place);
  }

  async onpointerdown(event) {
    const form = event.target.closest("form");
    if (!event.target.matches(".quiz__grip") || form.dataset.result) return;
    const { drag } = await import("./order.js");
    const row = event.target.closest("[data-row]");
    drag(event, row, (place) => placed(form, place));
  }

  retry() {
    const missed = checksOf(this.quiz).flatMap((check) =>
      check.forms.filter((form) => check.standing(form).missed).map((form) => [check, form]),
    );
    for (const [check, form] of missed) check.again(form);
    missed[0]?.[1].querySelector("input, textarea, .quiz__moves button").focus();
  }

  /** How the reader stands with a question: by its tries since it last changed. */
  standing(form) {
    const { id, revision } = this.question(form);
    const tries = progress.tries(this.quiz, id).filter((attempt) => attempt.revision === revision);
    const right = tries.at(-1)?.right;
    return { answered: tries.length > 0, right, missed: right === false, first: tries[0]?.right };
  }

  sum() {
    const all = checksOf(this.quiz).flatMap((check) => check.forms.map((form) => check.standing(form)));
    const marked = all.filter(({ right }) => right !== null);
    const count = (name, number) => {
      this.querySelector(`[data-count="${name}"]`).textContent = number;
    };
    count("all", marked.length);
    count("right", marked.filter(({ right }) => right).length);
    count("first", marked.filter(({ right, first }) => right && first).length);
    const some = marked.length > 1 && all.some(({ answered }) => answered);
    this.querySelector(".quiz__score").hidden = !some;
    this.querySelector("[data-do=retry]").hidden = !all.some(({ missed }) => missed);
    for (const note of this.querySelectorAll("[data-trouble]")) {
      note.hidden = note.dataset.trouble !== progress.trouble();
    }
  }

  onstorage(event) {
    progress.heard(event);
    if (this.last) this.sum();
  }

  /** What was missed in earlier chapters of the same guide comes back after this one's questions. */
  async lookBack() {
    const guide = this.quiz.slice(0, this.quiz.lastIndexOf("/") + 1);
    const missed = Object.entries(progress.all()).filter(
      ([key, { page, tries }]) =>
        key.startsWith(guide) &&
        key < this.quiz &&
        page !== this.page &&
        tries.at(-1)?.right === false,
    );
    const section = this.querySelector(".quiz__back");
    if (missed.length === 0 || !section) return;
    const { bringBack } = await import("./review.js");
    this.after(section);
    bringBack(section, missed.slice(0, 5));
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
    return this.questions.find(({ id }) => id === form.dataset.id);
  }

  get questions() {
    return (this.parsed ??= JSON.parse(this.dataset.questions));
  }

  get forms() {
    return [...this.querySelectorAll("form")];
  }

  get quiz() {
    return this.dataset.quiz;
  }

  get page() {
    return this.dataset.page ?? location.pathname.slice(SITE.pathname.length);
  }

  get last() {
    return checksOf(this.quiz).at(-1) === this;
  }
}

const checksOf = (quiz) =>
  [...document.querySelectorAll("quiz-check:not([data-page])")].filter(
    (check) => check.dataset.quiz === quiz,
  );

function explain(form, row, { reason, result }) {
  const place = form.querySelector(`[data-row="${row}"]`);
  const why = place.querySelector(".quiz__why");
  place.dataset.result = result;
  fill(form, why, reason);
  for (const word of why.querySelectorAll("[data-if]")) word.hidden = word.dataset.if !== result;
  for (const input of place.querySelectorAll("input, textarea")) {
    input.setAttribute("aria-describedby", why.id);
  }
}

function fill(form, place, reason) {
  const source = form.querySelector(`[data-reason="${reason}"]`);
  place.replaceChildren(...source.cloneNode(true).childNodes);
  place.hidden = false;
}

/** A marked answer stays as it is until Try again, and can still be walked through by keyboard. */
function freeze(form, frozen) {
  for (const input of form.querySelectorAll("input, textarea, .quiz__moves button")) {
    if ("readOnly" in input && input.matches("[type=text], textarea")) input.readOnly = frozen;
    else if (frozen) input.setAttribute("aria-disabled", "true");
    else input.removeAttribute("aria-disabled");
    if (!frozen) input.removeAttribute("aria-describedby");
  }
}

function say(form, word) {
  const output = form.querySelector("output");
  output.removeAttribute("aria-live");
  for (const part of output.children) part.hidden = part.dataset.say !== word;
}

function placed(form, place) {
  form.querySelector("[data-place]").textContent = place;
  say(form, "moved");
}

class QuizReview extends HTMLElement {
  async connectedCallback() {
    (await import("./review.js")).open(this);
  }
}

customElements.define("quiz-check", QuizCheck);
customElements.define("quiz-review", QuizReview);
