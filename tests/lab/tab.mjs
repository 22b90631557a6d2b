// node tab.mjs PYODIDE BUNDLE IMAGE_JS < [{files, start, program, goals, after}, …]: runs each in the bundle as a tab
// does, one after the other in one interpreter; prints [{code, printed: {process: text}, events, state, goals}, …].
// With `after`, the command line of a worker, it goes on until nothing is left to do.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { zstdDecompressSync } from "node:zlib";

const [pyodide, bundle, image] = process.argv.slice(2);
const manifest = JSON.parse(readFileSync(join(bundle, "manifest.json"), "utf8"));
const part = (name) => {
  const packed = readFileSync(join(bundle, manifest.files[name].path));
  return new Uint8Array(zstdDecompressSync(packed)); // a copy: its first byte is its buffer's first
};
const script = (path) => import(pathToFileURL(path).href);

const { loadPyodide } = await script(join(pyodide, "pyodide.mjs"));
const { default: make } = await script(join(pyodide, "pyodide.asm.mjs"));
const { fromImage } = await script(image);
const python = await loadPyodide({
  indexURL: pyodide,
  packageBaseUrl: pyodide,
  lockFileContents: manifest.lock,
  stdLibURL: join(bundle, "manifest.json"), // any file: Python's library is on the image's disk
  ...fromImage(make, part("memory.bin"), part("disk.bin")),
});

let printed = {};
let events = [];
const tell = (batch) => {
  for (const [kind, data] of JSON.parse(batch)) {
    if (kind === "event") events.push(data);
    else printed[data.process] = (printed[data.process] ?? "") + data.text;
  }
};
const session = python.pyimport("lab.browser").session(tell, () => null, () => null, manifest.session);

let told = ""; // read as it comes: a pipe that isn't filled yet is an error to readFileSync
for await (const chunk of process.stdin.setEncoding("utf8")) told += chunk;

const done = JSON.parse(told).map(({ files, start = {}, program, goals = [], after }) => {
  printed = {};
  events = [];
  session.reset();
  session.write(files);
  session.aim?.(JSON.stringify(goals));
  for (const [name, line] of Object.entries(start)) session.start(name, line);
  const code = session.run(program);
  if (after && !session.anyone()) session.start("worker", after);
  if (after) session.run_until_idle(30);
  session.flush();
  const state = JSON.parse(session.state());
  return { code, printed, events, state, goals: state.goals };
});
console.log(JSON.stringify(done));
