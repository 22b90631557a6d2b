// After the first answer, or on the review page: service-worker.js at the site's root.
// Adds: this page, kept for reading without a network; the worker keeps those of the reader's own answers, and the rest.
import { script } from "./trusted.js";

const SITE = new URL("../../", import.meta.url);

let kept = "";

export async function keepPages() {
  if (kept === location.pathname || !navigator.onLine) return;
  kept = location.pathname;
  try {
    await navigator.serviceWorker.register(script(new URL("service-worker.js", SITE)), { scope: SITE.pathname });
    const release = document.querySelector("meta[name=release]").content;
    const cache = await caches.open(`handoff ${SITE.pathname} ${release}`);
    await cache.add(location.href.split(/[?#]/)[0]);
  } catch {
    // No service worker here (plain http, private window): the site works as long as it is online.
  }
}
