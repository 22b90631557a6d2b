// A running lab about Celery: the picture of the four pieces, and the reader's hand on the worker. Loaded with the first Run.
// Adds: what Celery's signals tell, in one picture and in words; Step, Slow motion, and messages that can be opened.
import { View as PlainView } from "../lab/view.js";
import { texts } from "../lab/editor.js";
import { Inspector } from "./inspector.js";
import { logs, markup } from "./markup.js";
import { Picture } from "./picture.js";
import { nextThing, seconds, signals, works } from "./words.js";
import { grouped, t } from "../language.js";

const EMPTY = { sent: 0, queues: [], held: [], results: { rows: [], count: 0 }, running: [], reads: [], next: null, goals: [] };
const LISTED = 200; // signals, the newest
const SWITCHES_STACKS = "Suspending" in WebAssembly; // else Python cannot be held, and a step is a turn

export class View extends PlainView {
  constructor(lab) {
    super(lab);
    this.picture = new Picture(this.root);
    this.inspector = new Inspector(this.root.querySelector(".inspector"), (edited) => this.resend(edited));
    this.root.querySelector(".celery__pace").addEventListener("change", () => this.setPace());
    this.clear();
  }

  get markup() {
    return markup(`pace-${this.facts.name}`);
  }

  get sheets() {
    return [...super.sheets, "picture", "celery-lab"];
  }

  get logs() {
    return logs;
  }

  async start() {
    if (works(this.state ?? EMPTY)) return this.ask("stop", t("Worker stopped."));
    await this.ask("start", t("Worker started."), { name: "worker", line: this.facts.worker });
  }

  step() {
    return this.ask("step", "");
  }

  skip() {
    return this.ask("skip", t("Whatever was due next is due now."));
  }

  setPace() {
    this.steer();
    if (this.alive) return this.ask("pace", "", { pace: this.pace });
  }

  async reset() {
    await this.during("running", async () => {
      await this.take();
      await this.machine.call("clean", { files: texts(this.lab) });
      this.lab.say(t("An empty broker, no worker. Your files are as you left them."));
    });
  }

  async resend(edited) {
    try {
      return await this.machine.call("resend", { edited: JSON.stringify(edited) });
    } catch (error) {
      return error.message;
    }
  }

  /** A click on a chip: what is known of its message, else what the broker still has. */
  async openMessage(button) {
    const { id } = button.closest(".chip").dataset;
    const title = this.picture.name(id);
    if (button.dataset.message === "backend") {
      return this.inspector.open(button, title, null, this.state.results.rows.find((row) => row.id === id));
    }
    try {
      const parts = this.inspector.known.get(id) ?? JSON.parse(await this.machine.call("message", { id }));
      this.inspector.open(button, title, parts);
    } catch (error) {
      this.lab.say(error.message);
    }
  }

  hear(told) {
    if ("held" in told) {
      this.held = told.held;
      this.frame ??= requestAnimationFrame(() => this.draw());
    } else super.hear(told);
  }

  hearEvent(kind, event) {
    this.picture.hear(event);
    this.inspector.hear(event);
    const words = signals[event.what]?.(event, this.picture.name(event.id));
    if (!words) return;
    this.count += 1;
    this.latest = words;
    this.heard.push(`${seconds(event.at)} ${words}`);
    if (this.heard.length > LISTED) this.heard.shift();
  }

  drawState(state) {
    if (!this.root.isConnected) return;
    this.picture.draw(state);
    this.listSignals();
    super.drawState(state);
  }

  /** Add what is new, and drop the oldest of a long list. */
  listSignals() {
    const list = this.lab.querySelector(".celery__signals ol");
    list.append(...this.heard.splice(0).map((words) => Object.assign(document.createElement("li"), { textContent: words })));
    while (list.childElementCount > Math.min(this.count, LISTED)) list.firstElementChild.remove();
    this.write('[data-count="signals"]', grouped(this.count));
  }

  clear() {
    super.clear();
    Object.assign(this, { held: false, heard: [], count: 0, latest: "" });
    this.picture.forget();
    this.inspector.forget();
    this.drawState(EMPTY);
    this.steer();
  }

  ended(reason) {
    this.held = false;
    super.ended(reason);
    this.drawState(EMPTY);
    this.steer();
  }

  steer() {
    super.steer();
    if (!this.picture || !this.root.isConnected) return; // the markup is just being made; the page was left
    const { phase, held } = this;
    const state = this.state ?? EMPTY;
    const next = nextThing({ state, phase, held, stepwise: this.pace === "step" && !SWITCHES_STACKS });
    const able = {
      start: this.alive && !held,
      step: held || (!SWITCHES_STACKS && this.alive && this.pace === "step" && this.running.length > 0),
      skip: this.alive && !held && this.running.length > 0 && state.next !== null,
      reset: phase === "idle" && !held,
    };
    for (const [verb, can] of Object.entries(able)) this.enable(this.button(verb), can);
    this.write('[data-do="start"]', works(state) ? t("Stop worker") : t("Start worker"));
    for (const verb of ["start", "step", "skip"]) this.button(verb).classList.toggle("md-button--primary", verb === next.verb);
    this.lab.button("run").classList.toggle("md-button--primary", next.verb === "run");
    this.write(".celery__next", next.words);
    this.write(".celery__signal", held ? this.latest : "");
  }

  write(selector, words) {
    const place = this.lab.querySelector(selector);
    if (place.textContent !== words) place.textContent = words;
  }

  get runDetails() {
    return { ...super.runDetails, pace: this.pace };
  }

  get alive() {
    return this.phase === "idle" || this.phase === "running";
  }

  get busy() {
    return this.alive && (this.held || (this.state?.held ?? []).some(({ status }) => status === "running"));
  }

  /** Whoever run.toml names; and the worker that the reader has started, for the next Run too. */
  get beside() {
    return { ...(this.running.includes("worker") && { worker: this.facts.worker }), ...this.facts.start };
  }

  get pace() {
    return this.root.querySelector(".celery__pace :checked").value;
  }

  get running() {
    return this.state?.running ?? [];
  }
}
