// What is being loaded, how much, how fast, how long it will take: a bar that moves, and words that come seldom.
// Adds: a <progress> in the lab's bar while the machine is on its way.
import { megabytes } from "./numbers.js";

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
    this.lab.say(`Loading ${megabytes(loaded)} of ${megabytes(total)} MB${this.pace(loaded, total, now)} … Stop cancels.`);
  }

  pace(loaded, total, now) {
    const seconds = (now - this.since) / 1000;
    if (seconds < MEASURED / 1000 || loaded < total / 50) return "";
    const each = loaded / seconds;
    return `, ${megabytes(each)} MB a second, ${Math.max(1, Math.round((total - loaded) / each))} s to go`;
  }

  put(total) {
    const bar = document.createElement("progress");
    bar.max = total;
    bar.setAttribute("aria-label", "Loaded");
    this.lab.button("stop").after(bar);
    return bar;
  }

  done() {
    this.bar?.remove();
    this.bar = null;
    this.since = this.spoken = null;
  }
}
