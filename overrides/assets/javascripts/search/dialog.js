// <dialog class="search"> of <site-search>, from the moment it is first opened.
// Adds: answers while one types, arrow keys through them, what was found as a status.
import { excerpt, marked } from "./excerpt.js";
import { find, NotBuilt } from "./index.js";

const STYLE = new URL("../../stylesheets/search.css", import.meta.url).href;
const KEYS = { ArrowDown: 1, ArrowUp: -1 };

const PAUSE = 120; // milliseconds without a key before the next question is asked

let latest = 0; // an answer that comes after the next question's is dropped

export function start(dialog, site) {
  if (dialog.dataset.site) return;
  dialog.dataset.site = site;
  // In the dialog, for Material empties the head of what the next page does not have.
  dialog.prepend(Object.assign(document.createElement("link"), { rel: "stylesheet", href: STYLE }));
  for (const type of ["input", "keydown", "click", "submit"]) dialog.addEventListener(type, listener);
  answer(dialog);
}

const listener = {
  handleEvent(event) {
    this[event.type](event, event.currentTarget);
  },
  input(event, dialog) {
    answer(dialog, PAUSE);
  },
  keydown(event, dialog) {
    if (event.key in KEYS) {
      event.preventDefault();
      step(dialog, KEYS[event.key]);
    } else if (event.target.tagName === "A" && event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      dialog.querySelector("input").focus(); // the letter goes on with the question
    }
  },
  click({ target }, dialog) {
    if (target === dialog || target.closest("a, button")) dialog.close();
  },
  async submit(event, dialog) {
    if (list(dialog).ariaBusy && !(await answer(dialog))) return; // Enter is quicker than the answer
    if (dialog.open) links(dialog)[0]?.click();
  },
};

/** Whether it has come: another question may have been asked meanwhile. */
async function answer(dialog, pause = 0) {
  const number = (latest += 1);
  list(dialog).ariaBusy = "true";
  if (pause) await new Promise((resolve) => setTimeout(resolve, pause));
  if (number !== latest) return false;
  const text = dialog.querySelector("input").value;
  const found = await find(dialog.dataset.site, text).catch((error) => ({ error }));
  if (number !== latest) return false;
  list(dialog).ariaBusy = null;
  show(dialog, found);
  tell(dialog, found, text);
  return true;
}

function show(dialog, { hits = [], asked }) {
  const template = dialog.querySelector("template");
  const items = hits.map((hit) => {
    const item = template.content.cloneNode(true);
    item.querySelector("a").href = hit.address;
    fill(item.querySelector("[data-part=heading]"), marked(hit.heading, asked));
    const place = [hit.guide, hit.page].filter((name) => name && name !== hit.heading);
    item.querySelector("[data-part=place]").textContent = place.join(" › ");
    fill(item.querySelector("[data-part=text]"), excerpt(hit.text, asked));
    return item;
  });
  const at = links(dialog).indexOf(document.activeElement); // a reader may be among those of half a word
  list(dialog).replaceChildren(...items);
  if (at >= 0) (links(dialog)[at] ?? dialog.querySelector("input")).focus();
}

function fill(place, parts) {
  const nodes = parts.map(([text, hit]) =>
    hit ? Object.assign(document.createElement("mark"), { textContent: text }) : text,
  );
  place.replaceChildren(...nodes);
}

function tell(dialog, { error, count }, text) {
  const asked = text.trim() !== "";
  const said = error ? (error instanceof NotBuilt ? "missing" : "away") : !asked ? "idle" : found(count);
  for (const part of dialog.querySelectorAll("[data-say]")) part.hidden = part.dataset.say !== said;
  dialog.querySelector("[data-count]").textContent = count ?? 0;
}

const found = (count) => ["none", "one"][count] ?? "many";

function step(dialog, by) {
  const stops = [dialog.querySelector("input"), ...links(dialog)];
  const next = stops.indexOf(document.activeElement) + by;
  stops[Math.min(Math.max(next, 0), stops.length - 1)].focus();
}

const list = (dialog) => dialog.querySelector("ol");
const links = (dialog) => [...list(dialog).querySelectorAll("a")];
