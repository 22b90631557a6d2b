// What is being loaded, how much, how fast, how long it will take: a bar that moves, and words that come seldom.
// Adds: a <progress> in the lab's bar while the machine is on its way.

import { decimal, t } from "../language.js";

const megabytes = (bytes) => decimal(bytes / 1e6);

const SPOKEN = 2_000; // milliseconds between two sentences: a screen reader says each
const MEASURED = 1_000; // milliseconds before a speed is worth telling

export class Loading {
  constructor(lab) {
    this.lab = lab;
    this.since = this.spoken = null;
  }

  show({ loaded, total }) {
    const now = performance.now();
    this.since ??= now;
    this.bar ??= this.put(total);
    this.bar.value = loaded;
    if (this.spoken !== null && now - this.spoken < SPOKEN) return;
    this.spoken = now;
    this.lab.say(t("Loading {loaded} of {total} MB{pace} … Stop cancels.", { loaded: megabytes(loaded), total: megabytes(total), pace: this.pace(loaded, total, now) }));
  }

  pace(loaded, total, now) {
    const seconds = (now - this.since) / 1000;
    if (seconds < MEASURED / 1000 || loaded < total / 50) return "";
    const each = loaded / seconds;
    return t(", {each} MB a second, {left} s to go", { each: megabytes(each), left: Math.max(1, Math.round((total - loaded) / each)) });
  }

  put(total) {
    const bar = document.createElement("progress");
    bar.max = total;
    bar.setAttribute("aria-label", t("Loaded"));
    this.lab.button("stop").after(bar);
    return bar;
  }

  done() {
    this.bar?.remove();
    this.bar = null;
    this.since = this.spoken = null;
  }
}
