// Runs in the machine's Web Worker: Pyodide and the session that the page steers.
// Adds: {id, verb, …} in; {done}, {fresh}, {events, alive}, {state}, {progress} and {pong} out.
import { boot } from "./boot.js";
import "./parts.js"; // boot.js needs these two: named here, all are fetched at once
import "./image.js";

const TICK = 20; // milliseconds between two turns when nothing happened
const LOOK = 250; // milliseconds between two looks at the state when nothing happened
const SWITCHES_STACKS = "Suspending" in WebAssembly;

let session = null;
let looked = 0;
let lastState = "";
let ticking = null;

const post = (message) => self.postMessage(message);

/** What Python tells: a batch of prints and of a subject's events, as JSON text. */
function tell(events, alive) {
  post({ events, alive });
}

/** The program sleeps: the page may speak meanwhile, where the browser can switch stacks. */
function pause(seconds) {
  if (!SWITCHES_STACKS) post({ alive: true });
  if (performance.now() - looked > LOOK) look();
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

function look() {
  looked = performance.now();
  const now = session.state();
  if (now !== lastState) post({ state: now });
  lastState = now;
}

/** Turns for those beside the program that may run, for as long as any is there. */
function tick() {
  clearTimeout(ticking);
  if (!session.let_run || !session.anyone()) return;
  const did = session.turn();
  session.flush();
  if (did || performance.now() - looked > LOOK) look();
  ticking = setTimeout(tick, did ? 0 : TICK);
}

const verbs = {
  async boot({ manifest }) {
    session = await boot(manifest, { tell, pause, progress: (loaded, total) => post({ progress: { loaded, total } }) });
  },
  clean,
  /** A clean machine, whoever runs beside the program, the program. Answers its exit code, or {failed: name}. */
  async run({ files, letRun, start, program }) {
    clean({ files });
    session.let_run = letRun;
    for (const [name, line] of Object.entries(start)) if (!session.start(name, line)) return { failed: name };
    return SWITCHES_STACKS ? session.run.callPromising(program) : session.run(program);
  },
  start: ({ name, line }) => session.start(name, line),
  one: () => session.take_one(),
  skip: () => session.skip_wait(),
  stop: () => session.stop(),
  letRun({ on }) {
    session.let_run = on;
  },
};

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
    post({ done: { id, failure: error.message.trim().split("\n").at(-1) } });
  }
};
