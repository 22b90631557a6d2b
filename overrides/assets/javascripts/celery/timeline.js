// The timeline: one row a message, four cells, filled by Celery's own signals as they come.
// Adds: words with times in the cells, and a token that moves to where the message is.
import { grouped } from "../lab/numbers.js";

const SHOWN = 30; // rows on the page; the newest

const seconds = (at) => `${at.toFixed(at < 10 ? 2 : 1)} s`;
const clock = (iso) => new Date(iso).toTimeString().slice(0, 8); // "14:05:09 GMT…"; numbers.js says why not Intl
const again = (retries) => (retries ? ` (try ${retries + 1})` : "");
const FROM = { program: "sent", worker: "sent by the worker", beat: "sent by beat" };

/** What each signal says, by cell; `at` is where the message is then. */
const says = {
  sent: (event) => ({
    at: "broker",
    client: event.retries ? undefined : `${FROM[event.by] ?? `sent by ${event.by}`} ${seconds(event.at)}`,
    broker: `waits${event.queue === "celery" ? "" : ` in ${event.queue}`}${again(event.retries)}`,
  }),
  received: (event) => ({
    at: "worker",
    broker: `taken ${seconds(event.at)}`,
    worker: event.eta ? `holds it until ${clock(event.eta.replace(" ", "T"))}` : "received",
  }),
  began: (event) => ({ at: "worker", worker: `runs since ${seconds(event.at)}${again(event.retries)}` }),
  retried: (event) => ({ worker: `wants to retry: ${event.reason}` }),
  ended: (event) => ({
    at: event.state === "RETRY" ? undefined : "backend",
    worker: event.state === "RETRY" ? undefined : `done ${seconds(event.at)}`,
    backend: event.stored ?? "no row",
  }),
  revoked: (event) => ({ at: "worker", worker: "dropped: revoked", backend: event.stored ?? "no row" }),
  expired: (event) => ({ at: "worker", worker: "dropped: expired", backend: event.stored ?? "no row" }),
  rejected: () => ({ at: "worker", worker: "rejected" }),
  unknown: (event) => ({ at: "worker", worker: "no such task: dropped", backend: event.stored ?? "no row" }),
};

export class Timeline {
  constructor(root) {
    this.body = root.querySelector("tbody");
    this.earlier = root.querySelector(".celery__earlier");
    this.clear();
  }

  clear() {
    this.known = new Map(); // id → {event, at, cells, row}; the oldest go when there are too many
    this.changed = new Set();
    this.gone = 0;
    this.body.replaceChildren();
    this.earlier.hidden = true;
  }

  /** Note what an event says; draw() shows what is still known then. */
  hear(event) {
    const said = says[event.what]?.(event);
    if (!said || !event.id) return;
    const entry = this.known.get(event.id) ?? this.add(event);
    const { at = entry.at, ...cells } = said;
    for (const [piece, words] of Object.entries(cells)) if (words !== undefined) entry.cells[piece] = words;
    entry.at = at;
    this.changed.add(entry);
  }

  add(event) {
    const entry = { event, cells: {} };
    this.known.set(event.id, entry);
    if (this.known.size > SHOWN) this.drop();
    return entry;
  }

  drop() {
    const [[id, entry]] = this.known;
    this.known.delete(id);
    this.changed.delete(entry);
    entry.row?.remove();
    this.gone += 1;
  }

  draw() {
    for (const entry of this.changed) this.show(entry);
    this.changed.clear();
    this.earlier.hidden = this.gone === 0;
    const words = `and ${grouped(this.gone)} earlier`;
    if (this.earlier.textContent !== words) this.earlier.textContent = words;
  }

  show(entry) {
    entry.row ??= this.body.appendChild(row(entry.event));
    if (entry.at) entry.row.dataset.at = entry.at;
    for (const [piece, words] of Object.entries(entry.cells)) {
      const cell = entry.row.querySelector(`[data-piece="${piece}"] span`);
      if (cell.textContent !== words) cell.textContent = words;
    }
    if (entry.cells.backend) entry.row.dataset.state = entry.cells.backend;
  }
}

function row({ id, task, call = "" }) {
  const row = document.createElement("tr");
  row.innerHTML = `<th scope="row" class="celery__task"><code></code> <small></small></th>${["client", "broker", "worker", "backend"]
    .map((piece) => `<td data-piece="${piece}"><i class="token"></i><span></span></td>`)
    .join("")}`;
  row.querySelector("code").textContent = `${(task ?? "?").split(".").at(-1)}${shortened(call)}`;
  row.querySelector("small").textContent = id.slice(0, 8);
  row.title = `${task} ${id}`;
  return row;
}

/** "(7,) {}" as a reader would call it: (7) */
function shortened(call) {
  const [, args = "", kwargs = ""] = /^\((.*?),?\) \{(.*)\}$/s.exec(call) ?? [];
  const named = kwargs.replace(/'(\w+)': /g, "$1=");
  const inside = [args, named].filter(Boolean).join(", ");
  return `(${inside.length > 40 ? `${inside.slice(0, 39)}…` : inside})`;
}
