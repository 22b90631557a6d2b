// <sign-up-ways data-seconds="4" data-answered="0.5">: two sections, inline and background.
// Adds: a Sign up button in each, the user's clock, and where the work is. Rules, no Celery: an
// email takes so many seconds; inline the user waits for it, else it waits in a queue of one worker.
import { decimal, many, t } from "../language.js";

class SignUpWays extends HTMLElement {
  connectedCallback() {
    this.waiting = 0;
    this.sent = 0;
    for (const section of this.querySelectorAll("section")) {
      section.querySelector("button").hidden = false;
      section.querySelector("[data-places]").hidden = false;
    }
    this.addEventListener("click", this);
    this.show();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    this.timer = this.inlineSince = this.workerSince = undefined;
  }

  handleEvent({ target }) {
    const way = target.closest("button")?.closest("section").dataset.way;
    if (way === "inline" && !this.inlineSince) this.inlineSince = performance.now();
    if (way === "background") {
      this.waiting += 1;
      this.say("background", t("“Welcome!” The user waited under {s} s.", { s: this.dataset.answered }));
    }
    if (way) this.timer ??= setInterval(() => this.tick(), 100);
    if (way) this.tick();
  }

  /** One look at the clock: what has ended, and what begins because of it. */
  tick() {
    const ended = (since) => since && performance.now() - since >= this.dataset.seconds * 1000;
    if (ended(this.inlineSince)) {
      this.inlineSince = undefined;
      this.say("inline", t("“Welcome!” The user waited {s} s.", { s: this.dataset.seconds }));
    }
    if (ended(this.workerSince)) {
      this.workerSince = undefined;
      this.sent += 1;
    }
    if (this.waiting && !this.workerSince) {
      this.waiting -= 1;
      this.workerSince = performance.now();
    }
    this.show();
    if (!this.inlineSince && !this.workerSince) this.timer = clearInterval(this.timer);
  }

  show() {
    const button = this.section("inline").querySelector("button");
    button.setAttribute("aria-disabled", String(Boolean(this.inlineSince)));
    if (this.inlineSince) this.say("inline", t("The user has waited {s} s …", { s: seconds(this.inlineSince) }));
    this.place("inline", "client", this.inlineSince ? t("sending the email") : t("idle"), this.inlineSince);
    this.place("background", "client", t("answers at once"), false);
    const queued = many(this.waiting, "{n} message waiting", "{n} messages waiting");
    this.place("background", "broker", this.waiting ? queued : t("empty"), this.waiting);
    const done = this.sent ? t("{n} sent", { n: this.sent }) : t("idle");
    const busy = t("sending, {s} s", { s: seconds(this.workerSince) });
    this.place("background", "worker", this.workerSince ? busy : done, this.workerSince);
  }

  /** What is said aloud as well; the ticking clock is not. */
  say(way, text) {
    const output = this.section(way).querySelector("output");
    output.setAttribute("aria-live", text.endsWith("…") ? "off" : "polite");
    output.textContent = text;
  }

  place(way, piece, text, lit) {
    const item = this.section(way).querySelector(`[data-piece="${piece}"]`);
    item.toggleAttribute("data-lit", Boolean(lit));
    item.querySelector("span").textContent = text;
  }

  section(way) {
    return this.querySelector(`[data-way="${way}"]`);
  }
}

const seconds = (since) => decimal((performance.now() - since) / 1000);

customElements.get("sign-up-ways") ?? customElements.define("sign-up-ways", SignUpWays);
