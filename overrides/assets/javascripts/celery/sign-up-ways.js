// <sign-up-ways data-seconds="4" data-answered="0.5">: two sections, inline and background.
// Adds: a Sign up button in each, the user's clock, and where the work is. Rules, no Celery: an
// email takes so many seconds; inline the user waits for it, else it waits in a queue of one worker.

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
      this.say("background", `“Welcome!” The user waited under ${this.dataset.answered} s.`);
    }
    if (way) this.timer ??= setInterval(() => this.tick(), 100);
    if (way) this.tick();
  }

  /** One look at the clock: what has ended, and what begins because of it. */
  tick() {
    const ended = (since) => since && performance.now() - since >= this.dataset.seconds * 1000;
    if (ended(this.inlineSince)) {
      this.inlineSince = undefined;
      this.say("inline", `“Welcome!” The user waited ${this.dataset.seconds} s.`);
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
    if (this.inlineSince) this.say("inline", `The user has waited ${seconds(this.inlineSince)} s …`);
    this.place("inline", "client", this.inlineSince ? "sending the email" : "idle", this.inlineSince);
    this.place("background", "client", "answers at once", false);
    const many = `${this.waiting} message${this.waiting === 1 ? "" : "s"}`;
    this.place("background", "broker", this.waiting ? `${many} waiting` : "empty", this.waiting);
    const done = this.sent ? `${this.sent} sent` : "idle";
    const busy = `sending, ${seconds(this.workerSince)} s`;
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

const seconds = (since) => ((performance.now() - since) / 1000).toFixed(1);

customElements.get("sign-up-ways") ?? customElements.define("sign-up-ways", SignUpWays);
