// An opened message: its parts, a line on each, and a form that edits it and sends it again.
// Adds: the panel below the picture. What the worker says to an edited message is what Celery says.
import { fieldsOf, partsOf, partsOfRow } from "./parts.js";
import { t } from "../language.js";
import { html } from "../trusted.js";

const FIELDS = {
  task: [t("Task"), t("a name; the worker may not know it")],
  args: [t("Arguments"), t("a JSON list")],
  kwargs: [t("Keyword arguments"), t("a JSON object")],
  queue: [t("Queue"), t("the worker may not read it")],
  countdown: [t("Countdown"), t("seconds; empty for at once")],
  retries: [t("Tries before"), t("a number")],
};

export class Inspector {
  /** `send(edited)` resolves to what is wrong with the message, or nothing. */
  constructor(panel, send) {
    this.panel = panel;
    this.send = send;
    this.known = new Map(); // id → {headers, properties, body, raw} as it was published last
    panel.addEventListener("submit", this);
    panel.addEventListener("click", this);
  }

  hear({ what, id, parts }) {
    if (what === "published" && parts) this.known.set(id, parts);
  }

  forget() {
    this.known.clear();
    this.close();
  }

  handleEvent(event) {
    if (event.type === "submit") this.submit(event);
    else if (event.target.closest("[data-close]")) this.close(true);
  }

  close(back = false) {
    this.panel.hidden = true;
    this.panel.replaceChildren();
    if (back) this.opener?.focus();
  }

  /** Show a message's parts, or those of its row; `parts` is null where nobody knows them any more. */
  open(opener, title, parts, row) {
    this.opener = opener;
    this.message = row ? null : parts;
    this.panel.innerHTML = html(frame);
    this.panel.querySelector(".inspector__title").textContent = title;
    const lines = row ? partsOfRow(row) : parts ? partsOf(parts) : [[t("parts"), t("gone"), t("The broker has forgotten this message.")]];
    this.panel.querySelector("dl").append(...lines.flatMap(line));
    if (this.message) this.panel.append(form(fieldsOf(parts)));
    this.panel.hidden = false;
    this.panel.querySelector(".inspector__title").focus();
  }

  async submit(event) {
    event.preventDefault();
    const answer = event.target.querySelector("output");
    const fields = Object.fromEntries(new FormData(event.target));
    const { headers, properties, body } = this.message;
    answer.textContent = "";
    const wrong = await this.send({ ...fields, headers, body, reply_to: properties.reply_to });
    answer.textContent = wrong || t("Sent, under a new id.");
  }
}

const frame = `<p class="inspector__title" tabindex="-1"></p><button type="button" class="inspector__close" data-close>${t("Close")}</button>
  <div class="inspector__parts" tabindex="0" role="group" aria-label="${t("Its parts")}"><dl></dl></div>`;

function line([name, value, why]) {
  const [term, text, note] = ["dt", "dd", "dd"].map((tag) => document.createElement(tag));
  term.textContent = name;
  term.translate = false; // as Celery calls it
  text.innerHTML = html("<code></code>");
  text.firstChild.textContent = value;
  note.className = "inspector__why";
  note.textContent = why;
  return [term, text, note];
}

function form(values) {
  const edit = document.createElement("form");
  edit.className = "inspector__form";
  edit.innerHTML = html(`<p>${t("Edit and send it again")}</p>${Object.entries(FIELDS).map(field).join("")}
    <button class="md-button">${t("Send")}</button> <output></output>`);
  for (const [name, value] of Object.entries(values)) edit.elements[name].value = value;
  return edit;
}

const field = ([name, [title, hint]]) =>
  `<label><span>${title} <small>${hint}</small></span><input name="${name}" autocomplete="off" autocapitalize="off" spellcheck="false"></label>`;
