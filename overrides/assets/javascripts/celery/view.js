// A running lab about Celery: worker, broker, result backend, timeline. Loaded with the first Run.
// Adds: what Celery's signals tell, and the reader's hand on the worker.
import { View as PlainView } from "../lab/view.js";
import { many } from "../lab/numbers.js";
import { texts } from "../lab/editor.js";
import { markup } from "./markup.js";
import { Timeline } from "./timeline.js";
import { messages, rows, show } from "./stores.js";

const EMPTY = { queues: [], held: [], results: { rows: [], count: 0 }, running: [], next: null };

export class View extends PlainView {
  constructor(lab) {
    super(lab);
    this.timeline = new Timeline(this.root);
  }

  get markup() {
    return markup;
  }

  get sheets() {
    return [...super.sheets, "celery-lab"];
  }

  run() {
    if (!this.byHand) this.press(Object.keys(this.facts.start).length > 0);
    return super.run();
  }

  async start() {
    if (this.running.length) return this.ask("stop", "The worker has shut down.");
    await this.ask("letRun", "", { on: this.letting });
    await this.ask("start", "The worker is ready.", { name: "worker", line: this.facts.worker });
  }

  one() {
    return this.ask("one", "The worker has had one turn.");
  }

  skip() {
    return this.ask("skip", "Whatever was due next is due now.");
  }

  letRun() {
    const on = !this.letting;
    this.press(on);
    const idle = on ? "A worker will take messages as they come." : "A worker will wait for you.";
    const works = on ? "The worker takes messages as they come." : "The worker waits for you.";
    return this.ask("letRun", this.running.length ? works : idle, { on });
  }

  press(on) {
    this.button("letRun").setAttribute("aria-pressed", on);
  }

  async reset() {
    await this.during("running", async () => {
      await this.take();
      await this.machine.call("clean", { files: texts(this.lab) });
      this.lab.say("An empty broker, no worker. Your files are as you left them.");
    });
  }

  hearEvent(kind, event) {
    this.timeline.hear(event);
  }

  drawState(state) {
    this.timeline.draw();
    show(this.root.querySelector('[data-rows="broker"]'), messages(state), "No message waits.");
    show(this.root.querySelector('[data-rows="backend"]'), rows(state), "No result is stored.");
    this.count("broker", many(this.waiting(state), "message waits", "messages wait"));
    this.count("backend", many(state.results.count, "row", "rows"));
    this.count("worker", state.next === null ? "" : `next due in ${state.next} s`);
  }

  count(piece, words) {
    const place = this.root.querySelector(`[data-count="${piece}"]`);
    if (place.textContent !== words) place.textContent = words;
  }

  clear() {
    super.clear();
    this.timeline.clear();
    this.drawState(EMPTY);
  }

  summary(words) {
    const said = super.summary(words);
    const waiting = this.waiting(this.state ?? EMPTY);
    return waiting ? `${said} ${many(waiting, "message waits", "messages wait")} in the broker.` : said;
  }

  waiting({ queues }) {
    return queues.reduce((sum, queue) => sum + queue.waiting, 0);
  }

  steer() {
    super.steer();
    const alive = this.phase === "idle" || this.phase === "running";
    const works = this.running.length > 0;
    this.button("start").disabled = !alive;
    this.button("start").textContent = works ? "Stop worker" : "Start worker";
    this.button("one").disabled = !alive || !works || this.letting;
    this.button("letRun").disabled = !alive;
    this.button("skip").disabled = !alive || !works || this.state?.next == null;
    this.button("reset").disabled = this.phase !== "idle";
  }

  get busy() {
    return this.running.length > 0;
  }

  /** Whoever run.toml names; and the worker that the reader has started, for the next Run too. */
  get beside() {
    return { ...this.facts.start, ...(this.byHand && { worker: this.facts.worker }) };
  }

  get byHand() {
    return this.running.includes("worker") && !("worker" in this.facts.start);
  }

  get letting() {
    return this.button("letRun").getAttribute("aria-pressed") === "true";
  }

  get running() {
    return this.state?.running ?? [];
  }
}
