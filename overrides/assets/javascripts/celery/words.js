// What the lab says of messages, signals and what to do next: every sentence about Celery's state stands here.
import { decimal, many, t } from "../language.js";

const clock = (iso) => new Date(iso.replace(" ", "T")).toTimeString().slice(0, 8); // language.js says why not Intl
export const seconds = (at) => `${decimal(at, at < 10 ? 2 : 1)} s`;
const nth = (retries) => (retries ? t("try {n}", { n: retries + 1 }) : "");
const joined = (...words) => words.filter(Boolean).join(" · ");

/** "tasks.send_receipt" and "(7,) {}" as a reader would call it: send_receipt(7) */
export function label(task, call = "") {
  const [, args = "", kwargs = ""] = /^\((.*?),?\) \{(.*)\}$/s.exec(call) ?? [];
  const inside = [args, kwargs.replace(/'(\w+)': /g, "$1=")].filter(Boolean).join(", ");
  return `${(task ?? "?").split(".").at(-1)}(${inside.length > 40 ? `${inside.slice(0, 39)}…` : inside})`;
}

/** A message in the broker. */
export const inQueue = ({ retries, eta }, queue) =>
  joined(queue === "celery" ? t("waits") : t("waits in {queue}", { queue }), nth(retries), eta && t("not before {time}", { time: clock(eta) }));

/** A message that a worker has taken. */
export function withWorker({ status, acknowledged, eta, retries }) {
  if (status === "running") return joined(t("runs"), nth(retries), acknowledged ? t("acknowledged") : t("not acknowledged"));
  return joined(eta ? t("held until {time}", { time: clock(eta) }) : t("taken"), nth(retries), t("not acknowledged"));
}

const WHO = { program: t("Your program"), worker: t("The worker"), beat: t("Beat"), you: t("You") };

/** What a signal says, of the message `name`; nothing for one that is no news. */
export const signals = {
  published: ({ by, queue, retries }, name) =>
    t("{who} published {name} to the queue {queue}{try}.", { who: WHO[by] ?? by, name, queue, try: retries ? t(", for try {n}", { n: retries + 1 }) : "" }),
  received: ({ eta }, name) => 
    eta ? t("The worker received {name} and holds it until {time}.", { name, time: clock(eta) }) : t("The worker received {name}.", { name }),
  acknowledged: (_, name) => t("The worker acknowledged {name}: the broker forgets the message.", { name }),
  started: ({ retries }, name) => 
    retries ? t("The worker started {name}, try {n}.", { name, n: retries + 1 }) : t("The worker started {name}.", { name }),
  stored: ({ state }, name) => t("The result backend has a row for {name}: {state}.", { name, state }),
  retried: ({ reason }, name) => t("{name} asks for another try: {reason}.", { name, reason }),
  succeeded: (_, name) => t("{name} succeeded.", { name }),
  failed: ({ reason }, name) => t("{name} failed: {reason}.", { name, reason }),
  revoked: (_, name) => t("The worker dropped {name}: it was revoked.", { name }),
  expired: (_, name) => t("The worker dropped {name}: it had expired.", { name }),
  rejected: (_, name) => t("The worker rejected {name}.", { name }),
  unknown: (_, name) => t("The worker knows no task called {name} and dropped its message.", { name: name.split("(")[0] }),
  ready: ({ worker }) => t("Worker {worker} is ready.", { worker }),
  "shut down": () => t("The worker shut down."),
};

export const counts = {
  client: ({ sent }) => (sent ? many(sent, "{n} message sent", "{n} messages sent") : t("nothing sent")),
  broker: (state) => many(waiting(state), "{n} message waits", "{n} messages wait"),
  worker: (state) => {
    const { held, running } = state;
    const own = running.filter((name) => name !== "worker").join(", "); // beat, or a worker with a name of its own
    return joined(works(state) ? (held.length ? many(held.length, "{n} message", "{n} messages") : t("no messages")) : t("no worker"), own);
  },
  backend: ({ results }) => many(results.count, "{n} row", "{n} rows"),
};

/** Is there a worker? Beat alone reads no queue. */
export const works = ({ reads }) => reads.length > 0;

export const waiting = ({ queues }) => queues.reduce((sum, queue) => sum + queue.waiting, 0);

/** The one thing to do next, {verb, words}; `verb` is the button that does it, or nothing where there is only waiting. */
export function nextThing({ state, phase, held, stepwise }) {
  const wait = waiting(state);
  const there = wait ? many(wait, "{n} message waits in the broker", "{n} messages wait in the broker") : t("No message waits");
  if (phase === "loading") return { words: "" };
  if (phase === "empty" || phase === "ended") return { verb: "run", words: "" };
  if (held) return { verb: "step", words: t("Celery stands still at this signal. Open a message, or go on with Step.") };
  if (!works(state)) {
    if (wait) return { verb: "start", words: t("{there}, and no worker runs. Next: Start worker.", { there }) };
    return phase === "running" ? { words: "" } : { verb: "run", words: t("{there}, and no worker runs. Change something and Run again.", { there }) };
  }
  if (state.held.some(({ status }) => status === "running")) return { words: t("{there}. The worker is at work.", { there }) };
  const read = waiting({ queues: state.queues.filter(({ name }) => state.reads.includes(name)) });
  if (wait && !read && state.next === null) {
    return { verb: phase === "running" ? undefined : "run", words: t("{there}, in a queue that no worker reads.", { there }) };
  }
  if (read) return stepwise ? { verb: "step", words: t("{there}. Next: Step.", { there }) } : { words: many(read, "{there}. The worker is about to take it.", "{there}. The worker is about to take them.", { there }) };
  if (state.next !== null) return { verb: "skip", words: t("{there}, and something is due later. Skip the wait, or wait.", { there }) };
  return phase === "running" ? { words: `${there}.` } : { verb: "run", words: t("{there}. The worker has nothing to do. Change something and Run again.", { there }) };
}
