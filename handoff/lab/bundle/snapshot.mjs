// node --experimental-wasm-jspi snapshot.mjs PYODIDE_FOLDER WORK_FOLDER: a machine that has had its first Run, kept.
// Adds: out/memory.bin and out/disk.bin, which lab/image.js turns into that machine again. Two runs give the
// same bytes: the clock ticks when it is looked at, and chance counts.
import crypto from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { packDisk, packMemory } from "./pack.mjs";

const START = Date.UTC(2026, 0, 1);
const [pyodideFolder, workFolder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(pyodideFolder, "pyodide.mjs")).href);
const files = diskFiles(join(workFolder, "disk"));

let looks;
let drawn;
process.env.TZ = "UTC";
Date.now = () => START + ++looks;
performance.now = () => ++looks;
crypto.randomFillSync = globalThis.crypto.getRandomValues = (view) => view.fill(++drawn);

let caller; // the last slot of the table when Python has started
let fresh; // the memory of a Python that has not started yet
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = async (...given) => {
  const made = await instantiate(...given);
  const memory = made.instance?.exports.memory;
  if (memory) fresh = new Uint8Array(memory.buffer).slice();
  return made;
};

const { navigator } = globalThis;
const as = (value) => Object.defineProperty(globalThis, "navigator", { configurable: true, value });
const switching = await snapshot();
as({ userAgent: "iPhone" }); // there Pyodide leaves one function out
const phone = await snapshot();
as(navigator);
delete WebAssembly.Suspending; // as in a browser that cannot switch stacks
const plain = await snapshot();
const memory = packMemory(switching, plain, phone, caller, fresh);
writeFileSync(join(workFolder, "out", "memory.bin"), memory);
writeFileSync(join(workFolder, "out", "disk.bin"), packDisk(files));
console.log(`${(memory.length / 1e6).toFixed(1)} MB of memory in use`);

/** Pyodide's snapshot of a machine after its first Run. */
async function snapshot() {
  looks = drawn = 0;
  const python = await loadPyodide({
    indexURL: pyodideFolder,
    stdLibURL: join(workFolder, "out", "boot.zip"),
    env: { PYTHONHASHSEED: "0", LANG: "C.UTF-8" },
    _sysExecutable: "./this.program", // not the path of this script
    _makeSnapshot: true,
  });
  caller ??= python._module.wasmTable.length - 1;
  try {
    firstRun(python);
  } catch (error) {
    console.log(error.message); // without Node's quotation of a million characters of Pyodide
    process.exit(1);
  }
  wipe(python._module);
  return python.makeMemorySnapshot();
}

function firstRun(python) {
  python.FS.mkdirTree("/bundle");
  python.mountNodeFS("/bundle", workFolder);
  python.runPython(readFileSync(join(workFolder, "snapshot.py"), "utf8"));
  for (const [path, data] of Object.entries(files)) {
    python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    python.FS.writeFile(path, data);
  }
  python.runPython("prepare(); first_run(); forget(); del prepare, first_run, forget");
  python.FS.unmount("/bundle");
}

/** {path in the tab: bytes} of a folder that looks as the tab's disk will. */
function diskFiles(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.sort().map((path) => [path.slice(folder.length), readFileSync(path)]));
}

/** Zero what is free, stack and heap: what was there once would be shipped for nothing. */
function wipe(module) {
  module.HEAPU8.fill(0, module._emscripten_stack_get_end(), module._emscripten_stack_get_current() - 1024);
  const top = module._sbrk(0);
  const held = [];
  for (let size = 1 << 18; size >= 16; size = size > 4096 ? size >> 1 : size - 16) {
    for (;;) {
      const block = module._malloc(size);
      held.push(block);
      if (block + size > top) break; // new memory: none that is free is this large
      module.HEAPU8.fill(0, block, block + size);
    }
  }
  held.forEach((block) => module._free(block));
}
