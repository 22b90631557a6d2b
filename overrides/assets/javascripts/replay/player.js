// The picture in which a replay is played: films side by side, each with its pieces and every message where it is.
// Adds: scenes by button, slider and arrow keys, played at a speed, told in words; a message that has moved is seen travelling.
import { below, filled, refill, travel, write } from "../picture/chips.js";
import { decimal, t } from "../language.js";
import { html } from "../trusted.js";

const SHEETS = ["picture", "film"];
const READING = 4000; // milliseconds for a scene at normal speed
const SPEEDS = { "0.5": t("½ speed"), 1: t("Normal speed"), 2: t("Double speed") };
const still = matchMedia("(prefers-reduced-motion: reduce)");

export class Player {
  constructor(replay, button) {
    this.scenes = [...replay.querySelectorAll(".replay__steps > li")];
    this.films = JSON.parse(replay.dataset.films);
    this.at = 0;
    this.root = document.createElement("div");
    this.root.className = "film";
    this.root.innerHTML = html(frame(this.scenes.length, this.films));
    this.pictures = [...this.root.querySelectorAll(".film__one")];
    this.films.forEach((_, number) => this.pictures[number].querySelector("b").replaceChildren(...copies(this.heading(number))));
    this.sheets = SHEETS.map(stylesheet);
    replay.prepend(...this.sheets.map(({ link }) => link));
    replay.querySelector(".replay__bar").after(this.root);
    button.hidden = true;
    this.root.addEventListener("click", this);
    this.root.addEventListener("input", this);
    this.root.addEventListener("keydown", this);
    this.button("toggle").focus();
    this.begin();
  }

  /** Styled or not, it plays; only styled does it know how high its longest sentences are. */
  async begin() {
    this.show(0);
    this.play();
    await Promise.allSettled(this.sheets.map(({ loaded }) => loaded));
    if (!this.root.isConnected) return;
    this.reserve();
    const films = this.root.querySelector(".film__films"); // on a phone they are swiped
    if (films.scrollWidth > films.clientWidth) films.tabIndex = 0;
  }

  /** Room for the longest sentence of all scenes, so that nothing jumps from one to the next. */
  reserve() {
    const places = [this.root.querySelector(".film__scene"), ...this.root.querySelectorAll(".film__say")];
    const highest = places.map(() => 0);
    for (const [at] of this.scenes.entries()) {
      this.tell(at);
      places.forEach((place, number) => (highest[number] = Math.max(highest[number], place.offsetHeight)));
    }
    places.forEach((place, number) => (place.style.minHeight = `${highest[number]}px`));
    this.tell(this.at);
  }

  handleEvent(event) {
    const { type, target } = event;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (type === "input" && target.type === "range") this.go(Number(target.value));
    else if (type === "input") this.replan();
    else if (type === "click") this[target.closest("[data-do]")?.dataset.do]?.();
    else if (step && !target.closest("input, select, .film__films")) {
      event.preventDefault();
      this.go(this.at + step);
    }
  }

  back() {
    this.go(this.at - 1);
  }

  next() {
    this.go(this.at + 1);
  }

  toggle() {
    if (this.timer) return this.pause();
    if (this.at === this.last) this.show(0);
    this.play();
  }

  /** The reader chose a scene: what plays, stops. */
  go(at) {
    this.show(Math.max(0, Math.min(this.last, at)));
    this.pause();
  }

  play() {
    write(this.button("toggle"), t("Pause"));
    this.plan();
  }

  plan() {
    const reading = READING / Number(this.root.querySelector("select").value);
    this.timer = setTimeout(() => {
      this.show(this.at + 1);
      if (this.at === this.last) this.pause();
      else this.plan();
    }, reading);
  }

  replan() {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.plan();
  }

  pause() {
    clearTimeout(this.timer);
    this.timer = null;
    write(this.button("toggle"), this.at === this.last ? t("Play again") : t("Play"));
  }

  leave() {
    this.pause();
  }

  show(at) {
    const forward = at === this.at + 1;
    this.at = at;
    this.root.querySelector("input").value = at;
    this.root.querySelector("input").setAttribute("aria-valuetext", t("Scene {n} of {all}", { n: at + 1, all: this.scenes.length }));
    const focused = document.activeElement;
    this.button("back").disabled = at === 0;
    this.button("next").disabled = at === this.last;
    if (focused?.disabled && this.root.contains(focused)) this.button("toggle").focus(); // the keys work at both ends, too
    this.tell(at);
    write(this.root.querySelector("output"), this.spoken(at));
    this.films.forEach((film, number) => this.draw(film, this.pictures[number], film.steps[at], forward && !still.matches));
  }

  /** The sentences of a scene, as its list has them. */
  tell(at) {
    const words = copies(this.scenes[at].querySelector(".replay__scene"));
    this.root.querySelector(".film__scene").replaceChildren(`${t("{n} of {all}", { n: at + 1, all: this.scenes.length })}: `, ...words);
    this.said(at).forEach((said, number) => this.pictures[number].querySelector(".film__say").replaceChildren(...copies(said)));
  }

  /** What a screen reader says of a scene. */
  spoken(at) {
    const scene = this.scenes[at].querySelector(".replay__scene").textContent;
    const films = this.said(at).map((said, number) => `${this.heading(number).textContent}: ${said.textContent}`);
    return [`${at + 1}: ${scene}.`, ...films].join(" ");
  }

  said(at) {
    return [...this.scenes[at].querySelectorAll("[data-say]")];
  }

  heading(number) {
    return this.scenes[0].querySelectorAll(".replay__film > b")[number];
  }

  draw({ messages, places }, root, [time, counts, chips], moving) {
    const before = new Map([...root.querySelectorAll(".chip")].map((line) => [line.dataset.key, line]));
    const own = root.querySelector(".picture").getBoundingClientRect();
    const came = new Map([...before.values()].map((line) => [line.dataset.id, below(line.getBoundingClientRect(), own)]));
    write(root.querySelector(".film__time"), `${decimal(time)} s`);
    for (const [key] of places) {
      const piece = root.querySelector(`[data-place="${key}"]`);
      piece.toggleAttribute("data-away", !(key in counts));
      write(piece.querySelector("[data-count]"), counts[key] ?? t("not started"));
      const lines = (chips[key] ?? []).map(([id, note]) => {
        const of = `${key} ${id}`;
        return filled(before.get(of) ?? chip(of, id), { title: messages[id], note });
      });
      refill(piece.querySelector("ul"), lines);
    }
    if (moving) this.move(root, before, came, own);
  }

  /** What is new in a place comes from where its message was, or from the first place, where messages are made. */
  move(root, before, came, own) {
    const field = root.querySelector(".picture");
    const first = below(field.querySelector("ul").getBoundingClientRect(), own);
    for (const line of root.querySelectorAll(".chip")) {
      if (before.has(line.dataset.key)) continue;
      travel(field, line, [came.get(line.dataset.id) ?? first, below(line.getBoundingClientRect(), own)]);
    }
  }

  button(verb) {
    return this.root.querySelector(`[data-do="${verb}"]`);
  }

  get last() {
    return this.scenes.length - 1;
  }
}

const frame = (scenes, films) => `
  <div class="film__bar" role="group" aria-label="${t("Steer the replay")}">
    <button type="button" class="md-button" data-do="toggle">${t("Play")}</button>
    <button type="button" class="md-button" data-do="back">${t("Back")}</button>
    <button type="button" class="md-button" data-do="next">${t("Next")}</button>
    <input type="range" min="0" max="${scenes - 1}" value="0" aria-label="${t("Scene")}">
    <select aria-label="${t("Speed")}">${Object.entries(SPEEDS).map(([value, words]) => `<option value="${value}"${value === "1" ? " selected" : ""}>${words}</option>`).join("")}</select>
  </div>
  <output class="hidden-text"></output>
  <p class="film__scene"></p>
  <div class="film__films" data-films="${films.length}" role="group" aria-label="${t("What was recorded, side by side")}">${films.map((film) => one(film, films)).join("")}</div>`;

const one = ({ places }, films) => `
  <section class="film__one">
    <p class="film__title"><b></b> <span class="film__time"></span></p>
    <p class="film__say"></p>
    <div class="picture">${places.map(([key, piece, words], at) => `
      <div class="picture__piece" data-piece="${text(piece)}" data-place="${text(key)}"${places[at - 1]?.[1] === piece ? " data-again" : ""}>
        <p class="picture__title"><b>${text(words)}</b> <span data-count></span></p>
        <ul class="picture__messages" data-most="${most(films, key)}"></ul>
      </div>`).join("")}</div>
  </section>`;

/** Films side by side have room for the same number of messages. */
const most = (films, key) => Math.max(0, ...films.flatMap(({ steps }) => steps.map(([, , chips]) => chips[key]?.length ?? 0)));

function text(words) {
  const place = document.createElement("i");
  place.textContent = words;
  return place.innerHTML.replaceAll('"', "&quot;");
}

const copies = (place) => [...place.cloneNode(true).childNodes];

function chip(key, id) {
  const line = document.createElement("li");
  line.className = "chip";
  line.dataset.key = key;
  line.dataset.id = id;
  line.innerHTML = html("<div><code></code> <span></span></div>");
  return line;
}

function stylesheet(name) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL(`../../stylesheets/${name}.css`, import.meta.url).href;
  const loaded = new Promise((resolve, reject) => Object.assign(link, { onload: resolve, onerror: reject }));
  return { link, loaded };
}
