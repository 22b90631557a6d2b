// After the first answer, or on the review page: service-worker.js at the site's root.
// Adds: this page, the review page and all they are made of, kept for reading without a network.

const SITE = new URL("../../", import.meta.url);
const REVIEW = ["review/", "progress/", ...["answering", "kinds", "answers", "review", "cards", "schedule", "panel", "order", "objectives", "calendar", "share", "reading", "continue"].map((name) => `assets/javascripts/${name}.js`)];

let kept = "";

export async function keepPages() {
  if (kept === location.pathname || !navigator.onLine) return;
  kept = location.pathname;
  try {
    await navigator.serviceWorker.register(new URL("service-worker.js", SITE), { scope: SITE.pathname });
    const cache = await caches.open("handoff");
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
    const ours = loaded.filter((name) => name.startsWith(SITE.href) && /\.(css|js)$/.test(name));
    const pages = [location.href, ...REVIEW].map((page) => new URL(page, SITE).href.split("#")[0]);
    await Promise.allSettled([...new Set([...pages, ...ours])].map((address) => cache.add(address)));
  } catch {
    // No service worker here (plain http, private window): the site works as long as it is online.
  }
}
