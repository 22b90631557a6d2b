// The machine: the one Web Worker of a page, in which Python runs; every lab of the page uses it.
// Adds: a view for a lab, calls with answers, and a watch that ends it when nothing has stirred for too long.

import { BUNDLE } from "./place.js";
import { t } from "../language.js";
import { script as trusted } from "../trusted.js";

const LOOK = 1_000; // milliseconds between two questions whether it still answers
const QUIET = 20_000; // milliseconds without an answer or a sign from those beside the program
const LONGEST = 120_000; // milliseconds without an answer, however lively; and for the start
const RESTORE = 10_000; // milliseconds from the last byte to a machine that answers; then the ordinary start
const BOOT = 0; // the number of the first call

let machine = null;

/** A view for a lab of the page; Python starts to load while the view is still on its way. */
export async function openView(lab) {
  machine ??= new Machine();
  const { View } = await import(lab.facts.view ? `../${lab.facts.view}/view.js` : "./view.js");
  return lab.isConnected ? new View(lab) : null;
}

/** The page's machine, for this owner: whoever had it before is told. */
export function take(owner) {
  machine ??= new Machine();
  if (machine.owner && machine.owner !== owner) machine.owner.lost();
  machine.owner = owner;
  return machine;
}

class Machine {
  constructor() {
    this.waiting = new Map(); // call number → {resolve, reject}
    this.calls = 0;
    this.started = false; // a slow device may take long to start; that is no endless loop
    this.quiet = this.unanswered = 0; // looks; a tab that was asleep has not looked, so no clock is asked
    this.watch = setInterval(() => this.look(), LOOK);
    this.ready = this.answerTo(BOOT);
    this.ready.then(() => (this.started = true), (error) => this.end(error.message));
    this.manifest = fetchManifest(); // comes at the same time as the thread's scripts
    this.boot(false);
  }

  /** Start a thread: from the image of a machine, or the ordinary way. */
  boot(ordinary) {
    this.ordinary = ordinary;
    this.arrived = null;
    this.thread = started();
    this.thread.addEventListener("message", this);
    this.thread.addEventListener("error", this);
    const { thread } = this;
    this.manifest.then(
      (manifest) => thread.postMessage({ id: BOOT, verb: "boot", manifest, ordinary }),
      (error) => this.end(error.message),
    );
  }

  /** The image could not be restored, whatever the reason: start once more, without it. */
  startOver(reason) {
    console.info(`lab: no start from the image (${reason}); starting Python the ordinary way`);
    this.thread.terminate();
    this.owner?.hear({ ordinary: true });
    this.boot(true);
  }

  get mayStartOver() {
    return !this.started && !this.ordinary;
  }

  handleEvent({ type, data, message, currentTarget }) {
    if (currentTarget !== this.thread) return; // the last words of one that was given up
    if (type === "error" && this.mayStartOver) return this.startOver(message);
    if (type === "error") return this.end(message || t("The machine could not be started."));
    if (data.arrived) this.arrived = Date.now();
    if (data.done?.failure && this.mayStartOver && !data.done.missing) return this.startOver(data.done.failure);
    if (data.alive || data.pong || data.done) this.quiet = 0;
    if (data.pong || data.done) this.unanswered = 0;
    if (data.done) this.settle(data.done);
    else if (!data.pong) this.owner?.hear(data);
  }

  /** Ask for something; resolves to the answer, rejects with the reason there is none. */
  async call(verb, details) {
    await this.ready;
    const id = ++this.calls;
    this.thread.postMessage({ id, verb, ...details });
    return this.answerTo(id);
  }

  answerTo(id) {
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  settle({ id, answer, failure }) {
    const { resolve, reject } = this.waiting.get(id) ?? {};
    this.waiting.delete(id);
    failure ? reject?.(new Error(failure)) : resolve?.(answer);
  }

  look() {
    if (this.mayStartOver && this.arrived && Date.now() - this.arrived > RESTORE) return this.startOver("it took too long");
    const longest = this.started ? QUIET : LONGEST;
    if (++this.quiet * LOOK > longest) return this.end(t("Nothing stirred for {n} seconds: an endless loop?", { n: longest / 1000 }));
    if (++this.unanswered * LOOK > LONGEST) return this.end(t("Two minutes of work without a pause: an endless loop?"));
    this.thread.postMessage({ verb: "ping" });
  }

  /** Nobody's any more: whoever ran in it is gone, Python stays for the next lab of this visit. */
  release() {
    this.owner = null;
    this.call("clean", { files: {} }).catch(() => {}); // it has ended: the next lab starts another
  }

  /** Terminate: nothing inside can object. Whoever waits for an answer gets the reason. */
  end(reason) {
    clearInterval(this.watch);
    this.thread.terminate();
    if (machine === this) machine = null;
    for (const { reject } of this.waiting.values()) reject(new Error(reason));
    this.waiting.clear();
    this.owner?.ended(reason);
  }
}

/** From a blob, for then the page's Content-Security-Policy holds in it, whatever headers the host sends. */
function started() {
  const script = `import ${JSON.stringify(new URL("./machine-thread.js", import.meta.url).href)};`;
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  return new Worker(trusted(address), { type: "module" });
}

async function fetchManifest() {
  const response = await fetch(new URL("manifest.json", BUNDLE), { cache: "no-cache" }).catch(() => null);
  if (response?.status === 404) throw new Error(t("This copy of the site was built without its lab (make lab)."));
  if (!response?.ok) throw new Error(t("The lab could not be fetched. Check the connection, then Run again."));
  return response.json();
}
