// Registered by assets/javascripts/offline.js, for the folder that this file stands in.
// Adds: pages, styles and scripts once visited open without a network; with one it is always asked first.

const KEPT = /^(text\/html|text\/css|(text|application)\/javascript)/;

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(self.registration.scope)) {
    event.respondWith(networkFirst(event));
  }
});

async function networkFirst(event) {
  const { request } = event;
  const cache = await caches.open("handoff");
  try {
    const response = await fetch(request);
    const kind = response.headers.get("content-type") ?? "";
    if (response.status === 200 && KEPT.test(kind)) event.waitUntil(cache.put(request, response.clone()));
    return response;
  } catch (error) {
    const kept = await cache.match(request, { ignoreSearch: true });
    if (kept) return kept;
    throw error;
  }
}
