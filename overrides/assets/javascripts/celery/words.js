// What the lab says of messages, signals and what to do next: every sentence about Celery's state stands here.
import { many } from "../lab/numbers.js";

const clock = (iso) => new Date(iso.replace(" ", "T")).toTimeString().slice(0, 8); // numbers.js says why not Intl
export const seconds = (at) => `${at.toFixed(at < 10 ? 2 : 1)} s`;
const nth = (retries) => (retries ? `try ${retries + 1}` : "");
const joined = (...words) => words.filter(Boolean).join(" · ");

/** "tasks.send_receipt" and "(7,) {}" as a reader would call it: send_receipt(7) */
export function label(task, call = "") {
  const [, args = "", kwargs = ""] = /^\((.*?),?\) \{(.*)\}$/s.exec(call) ?? [];
  const inside = [args, kwargs.replace(/'(\w+)': /g, "$1=")].filter(Boolean).join(", ");
  return `${(task ?? "?").split(".").at(-1)}(${inside.length > 40 ? `${inside.slice(0, 39)}…` : inside})`;
}

/** A message in the broker. */
export const inQueue = ({ retries, eta }, queue) =>
  joined(queue === "celery" ? "waits" : `waits in ${queue}`, nth(retries), eta && `not before ${clock(eta)}`);

/** A message that a worker has taken. */
export function withWorker({ status, acknowledged, eta, retries }) {
  if (status === "running") return joined("runs", nth(retries), acknowledged ? "acknowledged" : "not acknowledged");
  return joined(eta ? `held until ${clock(eta)}` : "taken", nth(retries), "not acknowledged");
}

/** What a signal says, of the message `name`; nothing for one that is no news. */
export const signals = {
  published: ({ by, queue, retries }, name) =>
    `${{ program: "Your program", worker: "The worker", beat: "Beat", you: "You" }[by] ?? by} published ${name} to the queue ${queue}${retries ? `, for try ${retries + 1}` : ""}.`,
  received: ({ eta }, name) => `The worker received ${name}${eta ? ` and holds it until ${clock(eta)}` : ""}.`,
  acknowledged: (_, name) => `The worker acknowledged ${name}: the broker forgets the message.`,
  started: ({ retries }, name) => `The worker started ${name}${retries ? `, try ${retries + 1}` : ""}.`,
  stored: ({ state }, name) => `The result backend has a row for ${name}: ${state}.`,
  retried: ({ reason }, name) => `${name} asks for another try: ${reason}.`,
  succeeded: (_, name) => `${name} succeeded.`,
  failed: ({ reason }, name) => `${name} failed: ${reason}.`,
  revoked: (_, name) => `The worker dropped ${name}: it was revoked.`,
  expired: (_, name) => `The worker dropped ${name}: it had expired.`,
  rejected: (_, name) => `The worker rejected ${name}.`,
  unknown: (_, name) => `The worker knows no task called ${name.split("(")[0]} and dropped its message.`,
  ready: ({ worker }) => `Worker ${worker} is ready.`,
  "shut down": () => "The worker shut down.",
};

export const counts = {
  client: ({ sent }) => (sent ? `${many(sent, "message", "messages")} sent` : "nothing sent"),
  broker: (state) => many(waiting(state), "message waits", "messages wait"),
  worker: (state) => {
    const { held, running } = state;
    const own = running.filter((name) => name !== "worker").join(", "); // beat, or a worker with a name of its own
    return joined(works(state) ? `${held.length || "no"} message${held.length === 1 ? "" : "s"}` : "no worker", own);
  },
  backend: ({ results }) => many(results.count, "row", "rows"),
};

/** Is there a worker? Beat alone reads no queue. */
export const works = ({ reads }) => reads.length > 0;

export const waiting = ({ queues }) => queues.reduce((sum, queue) => sum + queue.waiting, 0);

/** The one thing to do next, {verb, words}; `verb` is the button that does it, or nothing where there is only waiting. */
export function nextThing({ state, phase, held, stepwise }) {
  const wait = waiting(state);
  const there = wait ? `${many(wait, "message waits", "messages wait")} in the broker` : "No message waits";
  if (phase === "loading") return { words: "" };
  if (phase === "empty" || phase === "ended") return { verb: "run", words: "" };
  if (held) return { verb: "step", words: "Celery stands still at this signal. Open a message, or go on with Step." };
  if (!works(state)) {
    if (wait) return { verb: "start", words: `${there}, and no worker runs. Next: Start worker.` };
    return phase === "running" ? { words: "" } : { verb: "run", words: `${there}, and no worker runs. Change something and Run again.` };
  }
  if (state.held.some(({ status }) => status === "running")) return { words: `${there}. The worker is at work.` };
  const read = waiting({ queues: state.queues.filter(({ name }) => state.reads.includes(name)) });
  if (wait && !read && state.next === null) {
    return { verb: phase === "running" ? undefined : "run", words: `${there}, in a queue that no worker reads.` };
  }
  if (read) return stepwise ? { verb: "step", words: `${there}. Next: Step.` } : { words: `${there}. The worker is about to take ${read === 1 ? "it" : "them"}.` };
  if (state.next !== null) return { verb: "skip", words: `${there}, and something is due later. Skip the wait, or wait.` };
  return phase === "running" ? { words: `${there}.` } : { verb: "run", words: `${there}. The worker has nothing to do. Change something and Run again.` };
}
