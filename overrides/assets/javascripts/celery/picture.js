// The four pieces, and every message where it is: drawn from one state of the machine, so that no two places disagree.
// Adds: a message that has moved is seen travelling, by the pieces that Celery's signals name, unless motion is unwanted.
import { below, filled, refill, travel, write } from "../picture/chips.js";
import { counts, inQueue, label, withWorker } from "./words.js";
import { t } from "../language.js";
import { html } from "../trusted.js";

const SHOWN = 12; // messages in a piece
const TRAVELLERS = 6; // at once; more would be a blur
const PIECES = ["client", "broker", "worker", "backend"];
const PASSES = { published: "client", received: "broker", started: "worker", stored: "worker" }; // where a signal's message comes from
const still = matchMedia("(prefers-reduced-motion: reduce)");

export class Picture {
  constructor(root) {
    this.root = root;
    this.names = new Map(); // id → label, of what was published lately
    this.forget();
  }

  forget() {
    this.names.clear();
    this.trails = new Map(); // id → pieces it has come through since the last drawing
    this.last = new Map(); // id → where its chip was
  }

  hear({ what, id, task, call }) {
    if (!id) return;
    if (call !== undefined) this.names.set(id, label(task, call));
    else if (task && !this.names.has(id)) this.names.set(id, label(task));
    if (this.names.size > 500) this.names.delete(this.names.keys().next().value);
    if (PASSES[what]) this.trails.set(id, [...(this.trails.get(id) ?? []), PASSES[what]]);
  }

  name(id) {
    return this.names.get(id) ?? t("a message");
  }

  draw(state) {
    const before = this.trails.size && this.root.offsetParent && !still.matches ? this.placed() : null;
    for (const [piece, items] of Object.entries(this.content(state))) this.fill(piece, items);
    for (const piece of PIECES) write(this.root.querySelector(`[data-count="${piece}"]`), counts[piece](state));
    if (before) this.move(before);
    this.trails.clear();
  }

  /** {piece: [{key, id, title, note}, …]} of what lies where. */
  content({ queues, held, results }) {
    const known = ({ id, task, call }) => this.names.get(id) ?? label(task, call);
    return {
      broker: queues.flatMap(({ name, messages }) =>
        messages.map((one) => ({ key: `broker ${one.id} ${one.retries}`, id: one.id, title: known(one), note: inQueue(one, name) }))),
      worker: held.map((one) => ({ key: `worker ${one.id} ${one.retries}`, id: one.id, title: known(one), note: withWorker(one), state: one.status })),
      backend: results.rows.toReversed().map(({ id, state, result }) => ({
        key: `backend ${id} ${state}`, id, title: this.names.get(id) ?? t("a result"), note: `${state}${state === "SUCCESS" ? ` ${result}` : ""}`, state })),
    };
  }

  fill(piece, items) {
    const list = this.root.querySelector(`[data-messages="${piece}"]`);
    const known = new Map([...list.children].map((line) => [line.dataset.key, line]));
    const lines = items.slice(0, SHOWN).map((item) => filled(known.get(item.key) ?? chip(item, piece), item));
    refill(list, lines);
  }

  chips() {
    return [...this.root.querySelectorAll(".chip")];
  }

  /** The keys of all chips; and by id, the place of the chip that has come furthest. Asks for a layout. */
  placed() {
    const own = this.root.querySelector(".picture").getBoundingClientRect();
    const chips = this.chips();
    return {
      keys: new Set(chips.map(({ dataset }) => dataset.key)),
      places: new Map(chips.map((line) => [line.dataset.id, below(line.getBoundingClientRect(), own)])),
    };
  }

  /** Let what is new in a piece come from where it was, past the pieces that it has come through. */
  move({ keys, places }) {
    const moved = this.chips().filter(({ dataset }) => !keys.has(dataset.key) && this.trails.has(dataset.id));
    if (!moved.length || moved.length > TRAVELLERS) return;
    const field = this.root.querySelector(".picture");
    const own = field.getBoundingClientRect();
    const [heads, ends] = [this.heads(own), moved.map((line) => below(line.getBoundingClientRect(), own))];
    moved.forEach((line, at) => {
      const way = this.trails.get(line.dataset.id).map((piece) => heads[piece]);
      if (places.has(line.dataset.id)) way.splice(0, 1, places.get(line.dataset.id));
      travel(field, line, [...way, ends[at]]);
    });
  }

  heads(own) {
    const lists = PIECES.map((piece) => [piece, this.root.querySelector(`[data-messages="${piece}"]`)]);
    return Object.fromEntries(lists.map(([piece, list]) => [piece, below(list.getBoundingClientRect(), own)]));
  }
}

function chip({ key, id }, piece) {
  const line = document.createElement("li");
  line.className = "chip";
  line.dataset.key = key;
  line.dataset.id = id;
  line.innerHTML = html(`<button type="button" data-do="openMessage" data-message="${piece}"><code></code> <span></span></button>`);
  return line;
}
