// A running lab inside <celery-lab>: buttons, timeline, terminals, stores. Loaded with the first Run.
// Adds: what the machine tells, shown once a frame; what the reader asks, handed to the machine.
import { take } from "./machine.js";
import { texts } from "./editor.js";
import { markup } from "./view.js";
import { Timeline } from "./timeline.js";
import { Terminals } from "./terminals.js";
import { messages, rows, show } from "./stores.js";
import { many, megabytes } from "./words.js";

const AT_ONCE = 2_000; // of what was told, in one frame

export class Bench {
  constructor(lab) {
    this.lab = lab;
    this.root = document.createElement("div");
    this.root.className = "bench";
    this.root.innerHTML = markup;
    this.root.addEventListener("click", this);
    lab.append(stylesheet(), this.root);
    this.timeline = new Timeline(this.root);
    this.terminals = new Terminals(this.root);
    this.told = [];
    this.state = null;
    this.phase = "empty"; // loading, running, idle, ended
    this.steer();
  }

  handleEvent({ target }) {
    const verb = target.closest("button[data-do]")?.dataset.do;
    if (verb) this[verb]();
  }

  /** Everything from the start: a clean machine, whoever runs beside the program, the program. */
  async run() {
    const byHand = this.running.includes("worker") && !("worker" in this.facts.start);
    if (!byHand) this.press(Object.keys(this.facts.start).length > 0);
    const start = { ...this.facts.start, ...(byHand && { worker: this.facts.worker }) };
    await this.during("loading", async () => {
      await this.take();
      this.phase = "running";
      this.steer();
      this.lab.say("Your program runs …");
      const { program } = this.facts;
      const code = await this.machine.call("run", { files: texts(this.lab), letRun: this.letting, start, program });
      if (code?.failed) throw new Error(`${code.failed} did not start: see its pane.`);
      this.lab.say(code === 0 ? this.summary("Your program ended.") : `Your program ended with exit code ${code}.`);
    });
  }

  /** The machine is ours, ready, and nothing of an earlier Run is shown. */
  async take() {
    this.machine = take(this);
    this.clear();
    await this.machine.ready;
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
    return this.ask("letRun", on ? "The worker takes messages as they come." : "The worker waits for you.", { on });
  }

  press(on) {
    this.button("letRun").setAttribute("aria-pressed", on);
  }

  /** Stop: the Web Worker is terminated, with all that runs in it. */
  end() {
    this.stopped = true;
    this.machine.end("Stopped. Run starts afresh.");
  }

  async reset() {
    await this.during("running", async () => {
      await this.take();
      await this.machine.call("clean", { files: texts(this.lab) });
      this.lab.say("An empty broker, no worker. Your files are as you left them.");
    });
  }

  async ask(verb, done, details) {
    try {
      const answer = await this.machine.call(verb, details);
      if (answer === false) this.lab.say("It did not start: see its pane.");
      else if (done) this.lab.say(this.summary(done));
    } catch (error) {
      this.lab.say(error.message);
    }
    this.steer();
  }

  /** Do something that the buttons wait for; a failure is said, never thrown. */
  async during(phase, work) {
    this.phase = phase;
    this.stopped = false;
    this.steer();
    try {
      await work();
      this.phase = "idle";
    } catch (error) {
      this.lab.say(error.message);
      if (this.phase === "loading") this.machine?.end(error.message);
      this.phase = this.phase === "ended" ? "ended" : "idle";
    }
    this.steer();
  }

  /** The machine is gone. What it left stays to be read. */
  ended() {
    this.phase = "ended";
    this.state = null;
    this.steer();
  }

  /** Another lab of the page has taken the machine. */
  lost() {
    this.phase = "ended";
    this.state = null;
    this.lab.say("Another lab of this page has taken over. Run starts this one again.");
    this.steer();
  }

  /** The page goes: so does the machine, if it is ours. */
  leave() {
    if (this.machine?.owner === this) this.machine.end("The page was left.");
    this.lab.bench = null;
    this.root.remove();
  }

  hear({ progress, fresh, events, state }) {
    if (progress) return this.lab.say(`Loading ${megabytes(progress.loaded)} of ${megabytes(progress.total)} MB …`);
    if (fresh) return this.clear();
    if (events) this.told.push(...JSON.parse(events));
    if (state) this.state = JSON.parse(state);
    this.frame ??= requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.frame = null;
    const printed = {};
    for (const [kind, data] of this.told.splice(0, AT_ONCE)) {
      if (kind === "event") this.timeline.hear(data);
      else printed[data.process] = (printed[data.process] ?? "") + data.text;
    }
    this.timeline.draw();
    const grown = this.terminals.write(printed);
    if (this.state) this.drawStores(this.state);
    this.steer();
    this.terminals.follow(grown);
    if (this.told.length) this.frame = requestAnimationFrame(() => this.draw());
  }

  drawStores(state) {
    const waiting = state.queues.reduce((sum, queue) => sum + queue.waiting, 0);
    show(this.root.querySelector('[data-rows="broker"]'), messages(state), "No message waits.");
    show(this.root.querySelector('[data-rows="backend"]'), rows(state), "No result is stored.");
    this.count("broker", many(waiting, "message waits", "messages wait"));
    this.count("backend", many(state.results.count, "row", "rows"));
    this.count("worker", state.next === null ? "" : `next due in ${state.next} s`);
  }

  count(piece, words) {
    const place = this.root.querySelector(`[data-count="${piece}"]`);
    if (place.textContent !== words) place.textContent = words;
  }

  clear() {
    this.told = [];
    this.state = null;
    this.timeline.clear();
    this.terminals.clear();
    this.drawStores({ queues: [], held: [], results: { rows: [], count: 0 }, next: null });
  }

  summary(words) {
    const waiting = (this.state?.queues ?? []).reduce((sum, queue) => sum + queue.waiting, 0);
    return waiting ? `${words} ${many(waiting, "message waits", "messages wait")} in the broker.` : words;
  }

  /** Which buttons can do something now. */
  steer() {
    const alive = this.phase === "idle" || this.phase === "running";
    const works = this.running.length > 0;
    this.lab.button("run").disabled = this.phase === "loading" || this.phase === "running";
    this.button("start").disabled = !alive;
    this.button("start").textContent = works ? "Stop worker" : "Start worker";
    this.button("one").disabled = !alive || !works || this.letting;
    this.button("letRun").disabled = !alive;
    this.button("skip").disabled = !alive || !works || this.state?.next == null;
    this.button("end").disabled = this.phase === "empty" || this.phase === "ended";
    this.button("reset").disabled = this.phase !== "idle";
  }

  button(verb) {
    return this.root.querySelector(`[data-do="${verb}"]`);
  }

  get facts() {
    return this.lab.facts;
  }

  get letting() {
    return this.button("letRun").getAttribute("aria-pressed") === "true";
  }

  get running() {
    return this.state?.running ?? [];
  }
}

function stylesheet() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("../../stylesheets/lab-bench.css", import.meta.url).href;
  return link;
}
