// <question-editor>: a form for a question of any kind, and every quiz to mend.
// Adds: the form's life. Python, which checks and draws, is loaded when the author begins; see editor/checker.js.
import { Checker } from "./editor/checker.js";
import * as draft from "./editor/draft.js";
import * as fields from "./editor/fields.js";
import * as shown from "./editor/shown.js";
import { copy, download } from "./editor/take.js";
import { SITE } from "./lab/place.js";
import { t } from "./language.js";

const PAUSE = 250; // milliseconds without a key before the check
const ALONE = "question.json"; // a question of no quiz

class QuestionEditor extends HTMLElement {
  connectedCallback() {
    for (const type of ["input", "change", "click", "submit"]) this.addEventListener(type, this);
    this.querySelector(".editor__whole").hidden = false;
    this.checker = new Checker({
      loading: (progress) => shown.loading(this, progress),
      known: (offers) => fields.offer(this.form, offers),
    });
    this.begin();
  }

  disconnectedCallback() {
    clearTimeout(this.waiting);
    this.checker.end();
  }

  handleEvent(event) {
    if (event.target.closest("[data-preview]")) return;
    this[`on${event.type}`](event);
  }

  onsubmit(event) {
    event.preventDefault();
  }

  oninput({ target }) {
    if (target.matches("[data-key]")) this.changed();
  }

  async onchange({ target }) {
    const { pick } = target.dataset;
    if (pick === "quiz" && !(await this.open(target.value, "new"))) return;
    if (pick === "question") this.choose(target.value);
    if (pick) this.check();
  }

  onclick({ target }) {
    const button = target.closest("button[data-do]");
    if (target.closest("[data-host] a")) return copy(this, this.text, t("The whole file"));
    if (!button) return;
    if (fields.edit(this.form, button)) return this.changed();
    this.verbs[button.dataset.do]?.();
  }

  verbs = {
    paste: () => this.paste(),
    discard: () => this.discard(),
    again: () => this.check(),
    copy: () => copy(this, this.json, t("The question")),
    "copy-file": async () => (await this.check()) && copy(this, this.text, t("The whole file")),
    download: async () => (await this.check()) && download(this.file.split("/").at(-1), this.text),
    show: () => {},
  };

  /** What the address asks for, else what was last worked on in this tab, else an empty form. */
  async begin() {
    const asked = new URLSearchParams(location.search);
    const last = draft.last();
    const quiz = asked.get("quiz") ?? last?.quiz ?? "";
    const there = await this.open(quiz, asked.get("quiz") ? asked.get("question") : last?.question);
    if (there && (quiz || last)) this.check();
  }

  /** A quiz with its chapter, or none; and one of its questions. False where the quiz is not to be had. */
  async open(quiz, id) {
    const files = quiz ? await this.slice(quiz) : {};
    if (!this.isConnected) return false;
    this.quiz = files ? quiz : "";
    this.use(files ?? {}, this.quiz ? `quizzes/${this.quiz}.json` : ALONE);
    this.choose(this.place(id));
    return Boolean(files);
  }

  async slice(quiz) {
    try {
      const response = await fetch(new URL(`assets/quizzes/${quiz}.json`, SITE));
      if (response.ok) return await response.json();
    } catch {
      // as if it were not there
    }
    shown.say(this, t("The quiz {quiz} could not be fetched. Check the connection, then choose it again.", { quiz }));
    return null;
  }

  /** Work on this file of these. */
  use(files, file) {
    Object.assign(this, { files, file, questions: listed(files[file]), laid: false });
    this.querySelector("[data-pick=quiz]").value = this.quiz;
    shown.questions(this, this.questions);
    shown.host(this);
  }

  place(id) {
    const found = this.questions.findIndex((question) => question?.id === id);
    return found < 0 ? "new" : `${found}`;
  }

  /** One of the file's questions by its number, or "new". */
  choose(place) {
    this.querySelector("[data-pick=question]").value = place;
    this.index = place === "new" ? this.questions.length : +place;
    this.original = this.questions[this.index] ?? null;
    const kept = draft.of(this.key);
    fields.fill(this.form, kept ?? this.original ?? {}, Boolean(this.original));
    this.querySelector("[data-kept]").hidden = !kept;
    shown.json(this);
  }

  async paste() {
    const { value } = this.querySelector("[data-pasted]");
    const text = value.trim().startsWith("{") ? `[${value}]` : value;
    this.quiz = "";
    if (listed(text).length === 0) return this.refuse(text);
    this.use({ [ALONE]: text }, ALONE);
    draft.forget(this.key);
    this.choose("0");
    this.check();
  }

  async refuse(text) {
    const told = await this.asked(() => this.checker.refusal(text));
    if (told) shown.findings(this, told);
  }

  discard() {
    draft.forget(this.key);
    this.choose(this.original ? `${this.index}` : "new");
    this.check();
    this.form.querySelector("[data-key=q]").focus();
  }

  changed() {
    fields.arrange(this.form);
    draft.keep(this.key, this.question);
    shown.json(this);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.check(), PAUSE);
  }

  /** Ask Python; of several questions on their way, the last one counts. True once it has answered this one. */
  async check() {
    clearTimeout(this.waiting);
    const { files, file, index, question } = this;
    const told = await this.asked(() => this.checker.judge({ files, file, index, question }));
    if (!told) return false;
    this.text = told.text;
    shown.findings(this, told.findings);
    shown.preview(this, told.html);
    return true;
  }

  async asked(ask) {
    try {
      return await ask();
    } catch (error) {
      if (this.isConnected) shown.failed(this, error.message);
      return null;
    }
  }

  get form() {
    return this.querySelector("form.editor__form");
  }

  get question() {
    return fields.read(this.form, this.original);
  }

  get json() {
    return JSON.stringify(this.question, null, 2);
  }

  get key() {
    return { quiz: this.quiz, question: this.original?.id ?? (this.original ? `${this.index}` : "new") };
  }
}

/** The questions of a quiz file's text; none where it is no list. */
function listed(text) {
  try {
    const found = JSON.parse(text ?? "[]");
    return Array.isArray(found) && found.every((each) => each && typeof each === "object") ? found : [];
  } catch {
    return [];
  }
}

customElements.get("question-editor") ?? customElements.define("question-editor", QuestionEditor);
