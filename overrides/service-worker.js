// Registered by assets/javascripts/offline.js, for the folder that this file stands in.
// Adds: pages once visited open without a network, each with the scripts it was built with.

const ON = true; // `make build` writes these three lines: handoff/publish/offline.py
const RELEASE = "none";
const SET = [];

const SCOPE = new URL(self.registration.scope).pathname;
const OURS = `handoff ${SCOPE} `; // caches of this copy of the site; another on this host has its own
const KEPT = /^(text\/html|text\/css|(text|application)\/(javascript|json))/;
const UNCHANGING = /(\.|search\/)[0-9a-f]{12,16}[./]/; // the content is in the name
const LIST = /\/offline\.json$/; // of what a reader asked to keep: assets/javascripts/keep.js
const isPage = (url) => url.endsWith("/");
const RELEASED = /<meta(?=[^>]*name="release")[^>]*content="(\w+)"/;
let again;

self.addEventListener("install", (event) => event.waitUntil(ON ? fill() : insist()));
self.addEventListener("activate", (event) => event.waitUntil(ON ? tidy() : leave()));
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (ON && method === "GET" && url.startsWith(self.registration.scope)) {
    event.respondWith(answer(event));
  }
});

/** The whole set of this release, and its pages and those kept with an older one, anew. */
async function fill() {
  const cache = await caches.open(OURS + RELEASE);
  const set = SET.map((path) => new URL(path, self.registration.scope).href);
  await cache.addAll(set.filter((url) => !isPage(url)));
  const kept = (await all((each) => each.keys())).flat().map(({ url }) => url);
  const pages = [...new Set([...kept, ...set].filter(isPage))];
  await Promise.allSettled(pages.map(async (url) => keep(url, await fetch(url, { cache: "no-cache" }))));
  await Promise.allSettled(kept.filter((url) => LIST.test(url)).map((url) => listed(url, cache)));
}

/** What a reader asked to keep, as the new release has it; the list comes last, as a sign that all is there. */
async function listed(list, cache) {
  const response = await fetch(list, { cache: "no-cache" });
  if (!response.ok) return;
  const files = await response.clone().json();
  const urls = files.map(([path]) => new URL(path, self.registration.scope).href);
  for (const url of urls) {
    const same = UNCHANGING.test(url) && (await found({ url }));
    if (same) await cache.put(url, same);
    else if (!(await cache.match(url))) await cache.add(url);
  }
  await cache.put(list, response);
}

/** No tab shows an older release any more: what was kept for them goes. */
async function tidy() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== OURS + RELEASE);
  await Promise.all(names.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** Told to go, the worker before this one may still be woken by a page, and stays: it is told again. */
function insist() {
  again = setInterval(() => self.skipWaiting(), 1000);
  return self.skipWaiting();
}

async function leave() {
  clearInterval(again);
  await forget();
  await self.registration.unregister();
  await forget(); // the worker before this one was still keeping a page
}

async function forget() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS));
  await Promise.all(names.map((name) => caches.delete(name)));
}

async function answer(event) {
  const { request } = event;
  if (UNCHANGING.test(request.url)) {
    const known = await found(request);
    if (known) return known;
  }
  try {
    const response = await fetch(request, UNCHANGING.test(request.url) ? {} : { cache: "no-cache" });
    event.waitUntil(keep(request.url, response.clone()));
    return response;
  } catch (error) {
    const known = await found(request);
    if (known) return known;
    throw error;
  }
}

/** A page is kept with the release that it says it is of, which may be newer than this worker's. */
async function keep(url, response) {
  const kind = response.headers.get("content-type") ?? "";
  if (response.status !== 200 || response.redirected || LIST.test(url) || !KEPT.test(kind)) return;
  const text = kind.startsWith("text/html") ? await response.clone().text() : "";
  const release = RELEASED.exec(text)?.[1] ?? RELEASE;
  if (self.serviceWorker?.state === "redundant") return; // another has its place, and tidies up
  const cache = await caches.open(OURS + release);
  await cache.put(url, response);
}

/** What is kept for an address, of the newest release that has it. */
async function found({ url }) {
  const answers = await all((cache) => cache.match(url, { ignoreSearch: true }));
  return answers.filter(Boolean).at(-1);
}

async function all(ask) {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS));
  return Promise.all(names.map(async (name) => ask(await caches.open(name))));
}
