// The one Web Worker of a page, in which Python and Celery run; every lab of the page uses it.
// Adds: calls with answers, and a watch that ends it when nothing has stirred for too long.

const LOOK = 1_000; // milliseconds between two questions whether it still answers
const QUIET = 20_000; // milliseconds without an answer or a sign from Celery
const LONGEST = 120_000; // milliseconds without an answer, however lively; and for the start

let machine = null;

/** Python starts to load, whoever will be its owner. */
export function warm() {
  machine ??= new Machine();
}

/** The page's machine, for this owner: whoever had it before is told. */
export function take(owner) {
  warm();
  if (machine.owner && machine.owner !== owner) machine.owner.lost();
  machine.owner = owner;
  return machine;
}

class Machine {
  constructor() {
    this.worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    this.worker.addEventListener("message", this);
    this.worker.addEventListener("error", this);
    this.waiting = new Map(); // call number → {resolve, reject}
    this.calls = 0;
    this.started = false; // a slow device may take long to start; that is no endless loop
    this.stirred = this.answered = Date.now();
    this.watch = setInterval(() => this.look(), LOOK);
  }

  handleEvent({ type, data, message }) {
    if (type === "error") return this.end(message || "The Web Worker could not be started.");
    const now = Date.now();
    if (data.alive || data.pong || data.done) this.stirred = now;
    if (data.pong || data.done) this.answered = now;
    if (data.done) this.started = true;
    if (data.done) this.settle(data.done);
    else if (!data.pong) this.owner?.hear(data);
  }

  /** Ask for something; resolves to the answer, rejects with the reason there is none. */
  call(verb, details = {}) {
    const id = ++this.calls;
    this.worker.postMessage({ id, verb, ...details });
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  settle({ id, answer, failure }) {
    const { resolve, reject } = this.waiting.get(id) ?? {};
    this.waiting.delete(id);
    failure ? reject?.(new Error(failure)) : resolve?.(answer);
  }

  look() {
    const now = Date.now();
    const quiet = this.started ? QUIET : LONGEST;
    if (now - this.stirred > quiet) return this.end(`Nothing stirred for ${quiet / 1000} seconds: an endless loop?`);
    if (now - this.answered > LONGEST) return this.end("Two minutes of work without a pause: an endless loop?");
    this.worker.postMessage({ verb: "ping" });
  }

  /** Terminate: nothing inside can object. Whoever waits for an answer gets the reason. */
  end(reason) {
    clearInterval(this.watch);
    this.worker.terminate();
    if (machine === this) machine = null;
    for (const { reject } of this.waiting.values()) reject(new Error(reason));
    this.waiting.clear();
    this.owner?.ended();
  }
}
