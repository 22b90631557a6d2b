// The Web Worker in which the project's own Python judges a question; it starts with the first question asked.
// Adds: one question at a time; of those that wait meanwhile only the last is asked.
import { t } from "../language.js";
import { script } from "../trusted.js";

const BOOT = 0; // the number of the first call

export class Checker {
  /** `loading` is told {loaded, total} while it is on its way, `known` what a chapter has to choose from. */
  constructor({ loading, known }) {
    Object.assign(this, { loading, known });
    this.calls = BOOT;
    this.answers = new Map(); // call number → {resolve, reject}
  }

  /** {text, html, findings} of a question in its file; null where a later one was asked meanwhile. */
  async judge({ files, file, index, question }) {
    const turn = (this.turn = {});
    await this.start();
    await this.judging?.catch(() => {});
    if (this.turn !== turn) return null;
    this.judging = this.judgeNow({ files, file, index, question });
    const told = await this.judging;
    return this.turn === turn ? told : null;
  }

  async judgeNow({ files, ...asked }) {
    if (this.laid !== files) this.known(JSON.parse(await this.call("layOut", JSON.stringify(files))));
    this.laid = files;
    return JSON.parse(await this.call("judge", JSON.stringify(asked)));
  }

  /** What keeps a text from being a quiz file. */
  async refusal(text) {
    this.turn = {};
    await this.start();
    return JSON.parse(await this.call("refusal", text));
  }

  start() {
    this.ready ??= this.boot().catch((error) => {
      this.end(error.message); // the next question tries again
      throw error;
    });
    return this.ready;
  }

  boot() {
    this.thread = new Worker(script(new URL("./thread.js", import.meta.url)), { type: "module" });
    this.thread.addEventListener("message", ({ data }) => this.hear(data));
    this.thread.addEventListener("error", ({ message }) => this.end(message || t("The check could not be started.")));
    return new Promise((resolve, reject) => this.answers.set(BOOT, { resolve, reject }));
  }

  hear({ progress, id, answer, failure }) {
    if (progress) return this.loading(progress);
    const { resolve, reject } = this.answers.get(id) ?? {};
    this.answers.delete(id);
    failure ? reject?.(new Error(failure)) : resolve?.(answer);
  }

  call(verb, details) {
    const id = ++this.calls;
    this.thread.postMessage({ id, verb, details });
    return new Promise((resolve, reject) => this.answers.set(id, { resolve, reject }));
  }

  end(reason = "") {
    this.thread?.terminate();
    for (const { reject } of this.answers.values()) reject(new Error(reason));
    this.answers.clear();
    this.ready = this.laid = this.thread = null;
  }
}
