// The terminals of a lab: what the program, and whoever runs beside it, prints.
// Adds: one more terminal for whoever prints and has none; a flood keeps its end.
import { t } from "../language.js";
import { html } from "../trusted.js";

const KEPT = 40_000; // characters of a terminal

export const terminal = (name, label) =>
  `<pre class="terminal" data-terminal="${name}" tabindex="0" role="group" aria-label="${label}"></pre>`;

export class Terminals {
  /** Those of `lab`; whoever has none gets one in `room`. */
  constructor(lab, room) {
    this.lab = lab;
    this.room = room;
    this.scrolledUp = new Set();
    lab.addEventListener("scroll", ({ target }) => this.scrolled(target), true); // scrolling does not bubble
  }

  scrolled(pre) {
    const atEnd = pre.scrollHeight - pre.scrollTop - pre.clientHeight < 8;
    atEnd ? this.scrolledUp.delete(pre) : this.scrolledUp.add(pre);
  }

  clear() {
    for (const pre of this.lab.querySelectorAll("[data-terminal]")) pre.textContent = "";
    this.scrolledUp.clear();
  }

  /** Append the prints of a batch: {process: text}; returns the terminals that have grown. */
  write(printed) {
    return Object.entries(printed).map(([process, text]) => {
      const pre = this.lab.querySelector(`[data-terminal="${CSS.escape(process)}"]`) ?? this.add(process);
      if (pre.textContent.length + text.length < KEPT) pre.append(text);
      else pre.textContent = `…${(pre.textContent + text).slice(-KEPT / 2)}`;
      return pre;
    });
  }

  /** Show the end of what has grown, unless the reader has scrolled up. Asks for a layout: do it last. */
  follow(grown) {
    for (const pre of grown) if (!this.scrolledUp.has(pre)) pre.scrollTop = pre.scrollHeight;
  }

  add(process) {
    const name = document.createElement("p");
    name.className = "terminal__name";
    name.textContent = process;
    this.room.append(name);
    name.insertAdjacentHTML("afterend", html(terminal("", "")));
    const pre = name.nextElementSibling;
    pre.dataset.terminal = process; // a program may call itself what it likes
    pre.setAttribute("aria-label", t("What {process} prints", { process }));
    return pre;
  }
}
