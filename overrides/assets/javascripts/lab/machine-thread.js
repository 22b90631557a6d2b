// Runs in the machine's Web Worker: Pyodide and the session that the page steers.
// Adds: {id, verb, …} in; {done}, {fresh}, {events, alive}, {state}, {progress} and {pong} out.
import { boot } from "./boot.js";
import { confine } from "./confine.js";
import { DownloadError } from "./parts.js"; // boot.js needs these: named here, all are fetched at once
import "./image.js";
import "./place.js";

const TICK = 20; // milliseconds between two turns when nothing happened
const LOOK = 250; // milliseconds between two looks at the state when nothing happened
const SLOW = 900; // milliseconds at each step, in slow motion
// On an iPhone Pyodide lets Python call functions by way of JavaScript, and no stack is switched over that.
if (/iPad|iPhone|iPod/.test(navigator.userAgent)) delete WebAssembly.Suspending;
const SWITCHES_STACKS = "Suspending" in WebAssembly;

let session = null;
let looked = 0;
let lastState = "";
let ticking = null;
let turning = null; // a promise, while those beside the program have a turn; they may be held in it
let pace = "full"; // or "slow", or "step"
let held = null; // where Python stands still: {done: a promise, release()}

const post = self.postMessage.bind(self); // the program's own way to the page is taken away

/** What Python tells: a batch of prints and events, as JSON text, and the state after them if there is more than prints. */
function tell(events, state) {
  post({ events, state, alive: state !== undefined });
  if (state !== undefined) lastState = state;
}

/** The program sleeps: the page may speak meanwhile, where the browser can switch stacks. */
async function pause(seconds) {
  if (!SWITCHES_STACKS) post({ alive: true });
  if (performance.now() - looked > LOOK) look();
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  while (held) await held.done; // one who is held must go on first: the last to stop is the first to go on
}

/** Python has come to a step: a promise that it waits for, or nothing. */
function hold() {
  if (pace === "full" || held) return undefined;
  let resolve;
  const done = new Promise((go) => (resolve = go));
  const release = () => {
    held = null;
    post({ held: false });
    resolve();
  };
  held = { done, release };
  post({ held: pace === "step" });
  if (pace === "slow") setTimeout(() => pace === "slow" && release(), SLOW);
  return done;
}

function look() {
  looked = performance.now();
  const now = session.state();
  if (now !== lastState) post({ state: now });
  lastState = now;
}

/** Turns for those beside the program that may run, for as long as any is there. */
async function tick() {
  clearTimeout(ticking);
  if (turning || held || !session.let_run || !session.anyone()) return;
  turning = Promise.resolve(SWITCHES_STACKS ? session.turn.callPromising() : session.turn());
  const did = await turning;
  turning = null;
  session.flush();
  if (did || performance.now() - looked > LOOK) look();
  ticking = setTimeout(tick, did ? (SWITCHES_STACKS || pace !== "slow" ? 0 : SLOW) : TICK);
}

const verbs = {
  async boot({ manifest, ordinary }) {
    const progress = (loaded, total) => post({ progress: { loaded, total } });
    const arrived = () => post({ arrived: true });
    session = await boot(manifest, { tell, pause, hold, progress, arrived }, ordinary);
    confine();
  },
  async clean({ files }) {
    await turnIsOver();
    clean({ files });
  },
  /** A clean machine, whoever runs beside the program, the program. Answers its exit code, or {failed: name}. */
  async run({ files, start, program, goals = "[]", ...wanted }) {
    await turnIsOver();
    clean({ files });
    setPace(wanted);
    session.aim?.(goals);
    for (const [name, line] of Object.entries(start)) if (!session.start(name, line)) return { failed: name };
    return SWITCHES_STACKS ? session.run.callPromising(program) : session.run(program);
  },
  start: ({ name, line }) => session.start(name, line),
  skip: () => session.skip_wait(),
  async stop() {
    await turnIsOver();
    session.stop();
  },
  step: () => (held ? held.release() : session.take_one()),
  pace: setPace,
  resend: ({ edited }) => session.resend(edited),
  message: ({ id }) => session.message(id),
};

/** Whoever is held in the middle of a turn goes on to its end: nothing may be taken away under their feet. */
async function turnIsOver() {
  const wanted = pace;
  keep("full");
  held?.release();
  await turning;
  keep(wanted);
}

function keep(wanted) {
  pace = wanted;
  session.holding = pace !== "full";
}

function setPace({ pace: wanted = "full" }) {
  keep(wanted);
  session.let_run = SWITCHES_STACKS || pace !== "step";
  if (held && pace !== "step") held.release();
}

function clean({ files }) {
  session.reset();
  session.write(files);
  lastState = "";
  post({ fresh: true });
}

async function answer(verb, details) {
  try {
    return await verbs[verb](details);
  } finally {
    if (session) after();
  }
}

/** Whatever was done: the page hears all of it, and those beside the program go on. */
function after() {
  session.flush();
  look();
  tick();
}

self.onmessage = async ({ data: { id, verb, ...details } }) => {
  if (verb === "ping") return post({ pong: true });
  try {
    post({ done: { id, answer: await answer(verb, details) } });
  } catch (error) {
    const failure = String(error?.message ?? error).trim().split("\n").at(-1);
    post({ done: { id, failure, missing: error instanceof DownloadError } });
  }
};
