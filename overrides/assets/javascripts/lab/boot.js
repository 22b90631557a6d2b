// Makes the machine of the bundle that `make lab` built, and a session in it.
// Adds: everything at once (download, unpacking, compiling), and a progress report.
import { fetchParts, script } from "./parts.js";
import { fromImage } from "./image.js";

const BUNDLE = new URL("../../lab/", import.meta.url);

/** The session of the bundle that `manifest` names; `tell`, `pause` and `progress` are called from then on. */
export async function boot(manifest, { tell, pause, progress }) {
  const { parts, keep } = await fetchParts(manifest, BUNDLE, progress);
  const python = await startPython(parts, manifest).catch(async (error) => {
    await keep();
    throw error;
  });
  keep();
  return python.pyimport("lab.browser").session(tell, pause, manifest.session);
}

async function startPython(parts, manifest) {
  const compiled = parts["pyodide.asm.wasm"].then((bytes) => WebAssembly.compile(bytes));
  compiled.catch(() => {}); // heard of below
  const pyodide = parts["pyodide.mjs"].then(script);
  const factory = parts["pyodide.asm.mjs"].then(script);
  const [{ loadPyodide }, { default: make }] = await Promise.all([pyodide, factory]);
  const [memory, disk] = await Promise.all([parts["memory.bin"], parts["disk.bin"]]);
  instantiateFrom(compiled);
  return loadPyodide({
    indexURL: BUNDLE.href,
    packageBaseUrl: BUNDLE.href,
    lockFileContents: manifest.lock,
    stdLibURL: URL.createObjectURL(new Blob([])), // Python's library is on the image's disk
    ...fromImage(make, memory, disk),
  });
}

/** Pyodide asks for its wasm by address when it is ready; ours is being compiled since it arrived. */
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
