// Makes the machine of the bundle that `make lab` built, and a session in it.
// Adds: everything at once (download, unpacking, compiling), and a progress report. Two ways lead to the same machine:
//   restored: from the image of a machine that has had its first Run; needs calls that Pyodide does not promise
//   ordinary: Python starts, imports what a first Run needs; slower, the same result
import { fetchParts, script } from "./parts.js";
import { fillDisk, fromImage } from "./image.js";
import { BUNDLE } from "./place.js";

const ORDER = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "disk.bin", "zstddec.mjs"]; // of both ways
const STARTUP = "/lib/startup.bin";
const LATER = 1_000; // milliseconds to the copy for the next visit: the first Run goes before it

/** The session of the bundle that `manifest` names; `tell`, `pause` and `progress` are called from then on. */
export async function boot(manifest, { tell, pause, hold, progress, arrived }, ordinary = false) {
  const all = { ...manifest.files, ...manifest.ordinary };
  const names = [...ORDER, ...Object.keys(ordinary ? manifest.ordinary : { "memory.bin": null })];
  const files = Object.fromEntries(names.map((name) => [name, all[name]]));
  const { parts, keep } = await fetchParts(files, all, BUNDLE, progress);
  const everything = Promise.all(Object.values(parts)).then(arrived);
  const missing = everything.then(() => null, (reason) => reason);
  try {
    const python = await (ordinary ? started(parts, manifest) : restored(parts, manifest));
    const session = python.pyimport("lab.browser").session(tell, pause, hold, manifest.session);
    JSON.parse(session.state()); // a machine that is whole can say how it is
    setTimeout(keep, LATER);
    return session;
  } catch (error) {
    const reason = (await missing) ?? error; // what is missing is told before what comes of it
    await keep();
    throw reason;
  }
}

async function restored(parts, manifest) {
  const { loadPyodide, make } = await scripts(parts);
  const [memory, disk] = await Promise.all([parts["memory.bin"], parts["disk.bin"]]);
  const nothing = URL.createObjectURL(new Blob([])); // Python's library is on the image's disk
  return loadPyodide({ ...common(manifest), stdLibURL: nothing, ...fromImage(make, memory, disk) });
}

/** Python of the bundle's parts, with what its first Run imports at hand. */
export async function started(parts, manifest) {
  const { loadPyodide, make } = await scripts(parts);
  const [library, startup, disk] = await Promise.all([parts["boot.zip"], parts["startup.bin"], parts["disk.bin"]]);
  const python = await loadPyodide({
    ...common(manifest),
    createPyodideModule: make,
    stdLibURL: URL.createObjectURL(new Blob([library])),
    env: { HOME: "/home/pyodide", LANG: "C.UTF-8", PYTHONTZPATH: "/usr/share/zoneinfo" },
  });
  fillDisk(python.FS, disk, (path) => !path.startsWith("/lib/python"));
  python.FS.writeFile(STARTUP, startup);
  python.runPython(`import lab_loader; lab_loader.install("${STARTUP}")`);
  return python;
}

async function scripts(parts) {
  const compiled = parts["pyodide.asm.wasm"].then((bytes) => WebAssembly.compile(bytes));
  compiled.catch(() => {}); // heard of below
  const pyodide = parts["pyodide.mjs"].then(script);
  const factory = parts["pyodide.asm.mjs"].then(script);
  const [{ loadPyodide }, { default: make }] = await Promise.all([pyodide, factory]);
  instantiateFrom(compiled);
  return { loadPyodide, make };
}

function common(manifest) {
  return { indexURL: BUNDLE.href, packageBaseUrl: BUNDLE.href, lockFileContents: manifest.lock };
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
