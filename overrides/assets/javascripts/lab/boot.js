// Fetches the bundle that `make lab` built and starts Python, Celery and a session in it.
// Adds: everything at once (download, unpacking, compiling), and a progress report.
import { fetchParts } from "./parts.js";

const BUNDLE = new URL("../../lab/", import.meta.url);

/** A lab.Session; `tell`, `pause` and `progress` are called from then on. */
export async function boot({ tell, pause, progress }) {
  const { parts, manifest, keep, blame } = await fetchParts(BUNDLE, progress);
  try {
    const python = await startPython(parts, manifest);
    const session = await startSession(python, parts, tell, pause);
    keep();
    return session;
  } catch (error) {
    await keep();
    throw blame(error);
  }
}

async function startPython(parts, manifest) {
  const compiled = parts["pyodide.asm.wasm"].then((part) =>
    WebAssembly.compileStreaming(new Response(part, { headers: { "content-type": "application/wasm" } })),
  );
  compiled.catch(() => {}); // heard of below
  const pyodide = moduleOf(parts["pyodide.mjs"]);
  const factory = moduleOf(parts["pyodide.asm.mjs"]);
  const library = parts["stdlib.zip"].then((part) => new Response(part).blob());
  const [{ loadPyodide }, { default: make }, zip] = await Promise.all([pyodide, factory, library]);
  instantiateFrom(compiled);
  return loadPyodide({
    indexURL: BUNDLE.href,
    packageBaseUrl: BUNDLE.href,
    lockFileContents: manifest.lock,
    stdLibURL: URL.createObjectURL(zip),
    createPyodideModule: make,
  });
}

/** Import a script that came compressed. */
async function moduleOf(part) {
  const text = await new Response(await part).blob();
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Pyodide asks for its wasm by address when it is ready; ours is being compiled since the click. */
function instantiateFrom(compiled) {
  const real = WebAssembly.instantiateStreaming;
  const realFetch = self.fetch;
  self.fetch = (address, options) =>
    String(address).endsWith("pyodide.asm.wasm") ? compiled : realFetch(address, options);
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const module = await source;
    if (!(module instanceof WebAssembly.Module)) return real(module, imports);
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
}

async function startSession(python, parts, tell, pause) {
  const [packed, site] = await Promise.all([bytes(parts["startup.bin"]), bytes(parts["site.zip"])]);
  python.FS.writeFile("/lib/startup.bin", packed, { canOwn: true });
  python.FS.writeFile("/lib/site.zip", site, { canOwn: true });
  python.pyimport("lab_loader").install("/lib/startup.bin");
  python.FS.unlink("/lib/startup.bin");
  return python.pyimport("lab.browser").session(tell, pause);
}

async function bytes(part) {
  return new Uint8Array(await new Response(await part).arrayBuffer());
}
