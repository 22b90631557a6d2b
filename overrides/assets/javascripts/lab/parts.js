// The files of the bundle: from this browser's cache, else from the site; compressed inside, whatever the host does.
// Adds: progress, a plain word when a download breaks off, and what has arrived is kept for the next try.
import { KEY } from "./place.js";
import { t } from "../language.js";

const { Response } = self; // confine.js may have been here before all is kept
const DECODER = "zstddec.mjs"; // no browser of today unpacks Zstandard; this one comes as gzip
const REPORTED = 100; // milliseconds between two words about progress
const BROKEN = t("The download broke off. What has arrived is kept: Run again to go on.");

/** What did not arrive, in words for the reader. */
export class DownloadError extends Error {}

/** {parts: {name: Promise<its bytes>}, keep()} of `files`; all that the cache `key` may hold is `known`. */
export async function fetchParts(files, known, bundle, progress, key = KEY) {
  const cache = await openCache(key);
  const total = Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0);
  const download = { loaded: 0, arrived: new Map(), report: seldom(() => progress(download.loaded, total)) };
  const packed = Object.entries(files).map(([name, { path, bytes }]) =>
    [name, fetchPart(new URL(path, bundle).href, bytes, cache, download)]);
  return {
    parts: unpacked(Object.fromEntries(packed), files),
    keep: () => keep(cache, download.arrived, known, bundle),
  };
}

function unpacked(packed, files) {
  const decoder = startDecoder(packed[DECODER]);
  const parts = {};
  for (const name of Object.keys(packed)) {
    parts[name] = Promise.all([packed[name], decoder]).then(([bytes, it]) => it.decode(bytes, files[name].size));
    parts[name].catch(() => {}); // whoever needs it hears of it
  }
  return parts;
}

async function startDecoder(packed) {
  const stream = new Blob([await packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const { ZSTDDecoder } = await script(await new Response(stream).blob());
  const decoder = new ZSTDDecoder();
  await decoder.init();
  return decoder;
}

/** Import a script that came as bytes. */
export async function script(text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

function seldom(report) {
  let last = 0;
  return () => {
    if (performance.now() - last < REPORTED) return;
    last = performance.now();
    report();
  };
}

/** No Cache API, or no room for it: then the browser's own cache must do. */
async function openCache(key) {
  try {
    return await caches.open(key);
  } catch {
    return null;
  }
}

async function fetchPart(address, bytes, cache, download) {
  const known = await cache?.match(address).catch(() => null);
  const response = known ?? (await fetch(address).catch(broken));
  if (!response.ok) broken();
  const whole = new Uint8Array(bytes);
  let length = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read().catch(broken);
    if (done) break;
    if (length + value.length > bytes) broken();
    whole.set(value, length);
    length += value.length;
    download.loaded += value.length;
    download.report();
  }
  if (length < bytes) broken(); // a host may cut a file
  if (!known) download.arrived.set(address, whole);
  return whole;
}

function broken() {
  throw new DownloadError(BROKEN);
}

/** Put what arrived whole into the cache and drop older bundles; no room is no error. */
async function keep(cache, arrived, known, bundle) {
  if (!cache) return;
  try {
    for (const [address, bytes] of arrived) await cache.put(address, new Response(bytes));
    const wanted = Object.values(known).map(({ path }) => new URL(path, bundle).href);
    for (const { url } of await cache.keys()) if (!wanted.includes(url)) await cache.delete(url);
  } catch {
    // a full disk or private window: the next page fetches again
  }
}
