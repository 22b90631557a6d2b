// The files of the bundle: from this browser's cache, else from the site; gzip inside, whatever the host does.
// Adds: progress, a plain word when a download breaks off, and what has arrived is kept for the next try.

const CACHE = "handoff-lab";
const REPORTED = 100; // milliseconds between two words about progress

const BROKEN = "The download broke off. What has arrived is kept: Run again to go on.";

/** {parts: {name: Promise<ReadableStream of its bytes>}, manifest, keep(), blame(error)}. */
export async function fetchParts(bundle, progress) {
  const manifest = await fetchManifest(bundle);
  const cache = await openCache();
  const download = { loaded: 0, arrived: new Map(), report: seldom(() => progress(download.loaded, manifest.bytes)) };
  const parts = {};
  for (const [name, { path, bytes }] of Object.entries(manifest.files)) {
    parts[name] = fetchPart(new URL(path, bundle).href, bytes, cache, download);
    parts[name].catch(() => {}); // whoever needs it hears of it
  }
  return {
    parts,
    manifest,
    keep: () => keep(cache, download.arrived, manifest, bundle),
    blame: (error) => (download.loaded < manifest.bytes ? new Error(BROKEN) : error),
  };
}

function seldom(report) {
  let last = 0;
  return () => {
    if (performance.now() - last < REPORTED) return;
    last = performance.now();
    report();
  };
}

async function fetchManifest(bundle) {
  const response = await fetch(new URL("manifest.json", bundle), { cache: "no-cache" }).catch(() => null);
  if (response?.status === 404) throw new Error("This copy of the site was built without its lab (make lab).");
  if (!response?.ok) throw new Error("The lab could not be fetched. Check the connection, then Run again.");
  return response.json();
}

/** No Cache API, or no room for it: then the browser's own cache must do. */
async function openCache() {
  try {
    return await caches.open(CACHE);
  } catch {
    return null;
  }
}

async function fetchPart(address, bytes, cache, download) {
  const known = await cache?.match(address).catch(() => null);
  const response = known ?? (await fetch(address).catch(broken));
  if (!response.ok) broken();
  const pieces = known ? null : [];
  let length = 0;
  const counted = response.body.pipeThrough(new TransformStream({
    transform(piece, controller) {
      pieces?.push(piece);
      length += piece.length;
      download.loaded += piece.length;
      download.report();
      controller.enqueue(piece);
    },
    flush() {
      if (pieces && length === bytes) download.arrived.set(address, pieces); // a host may cut a file
    },
  }));
  return counted.pipeThrough(new DecompressionStream("gzip"));
}

function broken() {
  throw new Error(BROKEN);
}

/** Put what arrived whole into the cache and drop older bundles; no room is no error. */
async function keep(cache, arrived, manifest, bundle) {
  if (!cache) return;
  try {
    for (const [address, pieces] of arrived) await cache.put(address, new Response(new Blob(pieces)));
    const wanted = Object.values(manifest.files).map(({ path }) => new URL(path, bundle).href);
    for (const { url } of await cache.keys()) if (!wanted.includes(url)) await cache.delete(url);
  } catch {
    // a full disk or private window: the next page fetches again
  }
}
