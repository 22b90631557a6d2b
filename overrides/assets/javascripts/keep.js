// <keep-offline> on a guide's overview: rows of [data-list], each a list [[path, bytes], …] below the site's root.
// Adds: a reader may keep a whole guide, and what runs its labs, on this device; with size, progress, and a way back.

import { keepPages } from "./offline.js";
import { decimal, many, t } from "./language.js";

const SITE = new URL("../../", import.meta.url);
const RELEASE = document.querySelector("meta[name=release]")?.content;
const CACHE = `handoff ${SITE.pathname} ${RELEASE}`;

const AT_ONCE = 6; // a browser asks a host for no more than that over HTTP/1

const mega = (bytes) => `${decimal(bytes / 1e6)} MB`;

class Row {
  constructor(element) {
    this.element = element;
    this.list = new URL(element.dataset.list, location.href).href;
    this.words = element.querySelector("[role=status]");
    this.bar = element.querySelector("progress");
    this.button = element.querySelector("button");
    this.button.addEventListener("click", () => this.next());
  }

  /** Shown only where there is something to keep, and a place for it. */
  async start() {
    if (RELEASE === "unreleased") return false; // `make serve`: the lists are made when a site is published
    const response = await fetch(this.list);
    if (!response.ok) return false;
    this.files = await response.json();
    this.bytes = this.files.reduce((sum, [, bytes]) => sum + bytes, 0);
    this.cache = await caches.open(CACHE);
    if (await this.cache.match(this.list)) this.kept();
    else this.offer(many(this.files.length, "{n} file", "{n} files"), t("Keep"));
    this.element.hidden = false;
    return true;
  }

  offer(words, label) {
    this.show(`${words}, ${mega(this.bytes)}.`, label, () => this.keep());
  }

  kept() {
    this.show(t("kept on this device, {size}.", { size: mega(this.bytes) }), t("Remove"), () => this.remove());
  }

  show(words, label, next, bar = false) {
    if (this.words.textContent !== words) this.words.textContent = words;
    this.button.firstElementChild.textContent = label;
    this.bar.hidden = !bar;
    this.next = next;
  }

  async keep() {
    const stop = new AbortController();
    this.show(t("keeping {size} …", { size: mega(this.bytes) }), t("Cancel"), () => stop.abort(), true);
    this.bar.max = this.bytes;
    this.bar.value = 0;
    try {
      await keepPages();
      navigator.storage?.persist?.();
      const files = this.files.values(); // one line of them, taken from at several places at once
      await Promise.all(Array.from({ length: AT_ONCE }, () => this.fetchFrom(files, stop.signal)));
      await this.cache.add(this.list);
      this.kept();
    } catch (error) {
      this.broken(error, stop.signal.aborted);
    }
  }

  async fetchFrom(files, signal) {
    for (const [path, bytes] of files) {
      const url = new URL(path, SITE).href;
      if (!(await this.cache.match(url))) {
        const response = await fetch(url, { signal, cache: "no-cache" });
        if (!response.ok) throw new Error(t("{path} is missing", { path }));
        await this.cache.put(url, response);
      }
      this.bar.value += bytes;
    }
  }

  broken(error, cancelled) {
    const come = t("{part} of {size} are here", { part: mega(this.bar.value), size: mega(this.bytes) });
    const full = error.name === "QuotaExceededError";
    const lost = error instanceof TypeError ? t("the network is gone") : error.message;
    const why = full ? t("no room left on this device") : cancelled ? t("stopped") : lost;
    this.show(`${why}; ${come}.`, full ? t("Remove") : t("Go on"), () => (full ? this.remove() : this.keep()));
  }

  /** All of its files that no other list on this device names. */
  async remove() {
    await this.cache.delete(this.list);
    const lists = (await this.cache.keys()).filter(({ url }) => url.endsWith("/offline.json"));
    const others = await Promise.all(lists.map(async (list) => (await this.cache.match(list)).json()));
    const needed = new Set(others.flat().map(([path]) => path));
    const gone = this.files.filter(([path]) => !needed.has(path));
    await Promise.all(gone.map(([path]) => this.cache.delete(new URL(path, SITE))));
    this.offer(t("removed; to keep it again"), t("Keep"));
  }
}

class KeepOffline extends HTMLElement {
  async connectedCallback() {
    if (this.rows || !("serviceWorker" in navigator) || !("caches" in window)) return;
    this.rows = [...this.querySelectorAll("[data-list]")].map((row) => new Row(row));
    const shown = await Promise.allSettled(this.rows.map((row) => row.start()));
    this.hidden = !shown.some(({ value }) => value);
  }
}

customElements.define("keep-offline", KeepOffline);
