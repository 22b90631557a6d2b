// A running lab inside <code-lab>: what the program prints, beside what was recorded. Loaded with the first Run.
// Adds: what the machine tells, shown once a frame; what the reader asks, handed to the machine.
import { take } from "./machine.js";
import { texts } from "./editor.js";
import { Terminals, terminal } from "./terminals.js";
import { compared } from "./compare.js";
import { Loading } from "./loading.js";
import { t } from "../language.js";
import { html } from "../trusted.js";

const AT_ONCE = 2_000; // of what was told, in one frame
const HEADER = 60; // pixels that the page's header covers
const SEEN = 100; // pixels of the result that are enough to notice it
const MET = t("✓ You met a goal: see below.");
const STOPPED = t("Stopped. Run starts afresh.");
const CANCELLED = t("Cancelled. Run starts again.");

/** The view of plain Python. A subject's view extends it: its markup, what it hears, how it draws a state. */
export class View {
  constructor(lab) {
    this.lab = lab;
    this.root = document.createElement("div");
    this.root.className = "lab-view";
    this.root.innerHTML = html(this.markup);
    this.root.addEventListener("click", this);
    this.output = document.createElement("section");
    this.output.className = "lab__now";
    this.output.innerHTML = html(`<p class="lab__printed">${t("Printed by your run")}</p>${terminal("program", t("What your program prints"))}`);
    lab.querySelector(".lab__results").append(this.output);
    this.output.insertAdjacentHTML("afterend", html(this.logs));
    lab.querySelector(".lab__bar").after(this.root);
    lab.prepend(...this.sheets.map(stylesheet));
    this.terminals = new Terminals(lab, lab.querySelector("[data-more-terminals]") ?? this.root);
    this.loading = new Loading(lab);
    this.told = [];
    this.state = null;
    this.reached = 0; // goals
    this.phase = "empty"; // loading, running, idle, ended
    this.steer();
  }

  handleEvent({ target }) {
    const button = target.closest("button[data-do]");
    if (button) this[button.dataset.do](button);
  }

  /** Everything from the start: a clean machine, whoever runs beside the program, the program. */
  async run() {
    await this.during("loading", async () => {
      const { beside: start, reached } = this;
      this.show();
      await this.take();
      this.phase = "running";
      this.steer();
      this.lab.say(t("Your program runs …"));
      const code = await this.machine.call("run", { ...this.runDetails, start });
      if (code?.failed) throw new Error(t("{name} did not start: see its output.", { name: code.failed }));
      this.settle(); // what it said last is shown before it is spoken of
      const ended = code === 0 ? t("Your program ended.") : t("Your program ended with exit code {code}.", { code });
      this.lab.say(`${ended}${compared(this.lab)}${this.reached > reached ? ` ${MET}` : ""}`);
      if (this.lab.asked) await (await import("./predict.js")).mark(this.lab);
    });
  }

  /** Button and result in one window: a result below its edge is easily missed. */
  show() {
    const [bar, result] = [this.lab.querySelector(".lab__bar"), this.output].map((part) => part.getBoundingClientRect().top);
    if (result + SEEN > innerHeight) scrollBy(0, bar - HEADER);
  }

  /** The machine is ours, ready, and nothing of an earlier Run is shown. */
  async take() {
    this.machine = take(this);
    this.clear();
    try {
      await this.machine.ready;
    } finally {
      this.loading.done();
    }
  }

  /** The machine is terminated, with all that runs in it. */
  stop() {
    const words = this.phase === "loading" ? CANCELLED : STOPPED;
    this.machine.end(words);
    this.lab.button("run").focus({ preventScroll: true }); // Stop is gone
  }

  async ask(verb, done, details) {
    try {
      const answer = await this.machine.call(verb, details);
      this.settle();
      if (answer === false) this.lab.say(t("It did not start: see its output."));
      else if (done) this.lab.say(done);
    } catch (error) {
      this.lab.say(error.message);
    }
    this.steer();
  }

  /** Do something that the buttons wait for; a failure is said, never thrown. */
  async during(phase, work) {
    this.phase = phase;
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

  /** The machine is gone. What it left stays to be read, and so does the reason. */
  ended(reason) {
    this.settle();
    this.phase = "ended";
    this.state = null;
    this.lab.say(reason);
    this.steer();
  }

  /** Another lab of the page has taken the machine. */
  lost() {
    this.ended(t("Another lab of this page has taken over. Run starts this one again."));
  }

  /** The page goes: so does the machine, if it is ours and at work; one that is idle waits for the next lab. */
  leave() {
    if (this.machine?.owner === this) {
      if (this.phase === "idle" && !this.busy) this.machine.release();
      else this.machine.end(t("The page was left."));
    }
    this.lab.view = null;
    for (const added of [this.root, this.output, this.lab.querySelector(".lab__log")]) added?.remove();
  }

  hear({ progress, arrived, ordinary, fresh, events, state }) {
    if (arrived || ordinary) this.loading.done();
    if (ordinary) return this.lab.say(t("The quick start failed here. Python starts the ordinary way …"));
    if (arrived) return this.lab.say(t("Starting Python …"));
    if (progress) return this.loading.show(progress);
    if (fresh) return this.clear();
    if (events) this.told.push(...JSON.parse(events));
    if (state) this.state = JSON.parse(state);
    this.frame ??= requestAnimationFrame(() => this.draw());
  }

  /** Show all that was told; the end of a flood may take some frames. */
  draw(most = AT_ONCE) {
    this.frame = null;
    const printed = {};
    for (const [kind, data] of this.told.splice(0, most)) {
      if (kind === "print") printed[data.process] = (printed[data.process] ?? "") + data.text;
      else this.hearEvent(kind, data);
    }
    const grown = this.terminals.write(printed);
    if (this.state) this.drawState(this.state);
    this.steer();
    this.terminals.follow(grown);
    if (this.told.length) this.frame = requestAnimationFrame(() => this.draw());
  }

  /** Show at once what waits for the next frame. */
  settle() {
    if (!this.frame) return;
    cancelAnimationFrame(this.frame);
    this.draw(Infinity);
  }

  clear() {
    this.told = [];
    this.state = null;
    this.terminals.clear();
  }

  /** Which buttons can do something now. */
  steer() {
    if (!this.root.isConnected) return; // the page was left
    const busy = this.phase === "loading" || this.phase === "running";
    this.enable(this.lab.button("run"), !busy);
    this.lab.button("stop").hidden = !busy && !this.busy;
  }

  /** A button that is pressed and has to wait gets the focus back, unless the reader has gone elsewhere: Enter steps again. */
  enable(button, can) {
    if (!can && button === document.activeElement) this.pressed = button;
    button.disabled = !can;
    if (can && button === this.pressed && document.activeElement === document.body) button.focus({ preventScroll: true });
  }

  /** A goal that was met stays met. */
  meet(at) {
    const goal = this.lab.querySelector(`[data-goal="${at}"]`);
    if ("met" in goal.dataset) return;
    goal.dataset.met = "";
    goal.querySelector(".lab__met").textContent = t("✓ Met.");
    this.reached += 1;
    this.lab.say(MET); // the goal itself may be out of sight
  }

  button(verb) {
    return this.root.querySelector(`[data-do="${verb}"]`);
  }

  get facts() {
    return this.lab.facts;
  }

  // What a subject's view says otherwise.

  get markup() {
    return "";
  }

  get sheets() {
    return ["lab-view"];
  }

  /** {name: command line} of whoever is started before the program. */
  get beside() {
    return {};
  }

  /** The terminals of those beside the program. */
  get logs() {
    return "";
  }

  /** What the machine must know to run the program. */
  get runDetails() {
    return { files: texts(this.lab), program: this.facts.program, goals: JSON.stringify(this.facts.goals ?? []) };
  }

  /** Is something at work although no program runs? */
  get busy() {
    return false;
  }

  hearEvent() {}

  drawState({ goals }) {
    goals.forEach((met, at) => met && this.meet(at));
  }
}

function stylesheet(name) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL(`../../stylesheets/${name}.css`, import.meta.url).href;
  return link;
}
