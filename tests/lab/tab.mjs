// node tab.mjs PYODIDE BUNDLE < [{files, start, program}, …]: runs each in the bundle as a tab does,
// one after the other in one interpreter; prints [{code, printed: {process: text}, events, state}, …].
import { readFileSync, writeFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

const [pyodide, bundle] = process.argv.slice(2);
const manifest = JSON.parse(readFileSync(join(bundle, "manifest.json"), "utf8"));
const part = (name) => gunzipSync(readFileSync(join(bundle, manifest.files[name].path)));

const library = join(mkdtempSync(join(tmpdir(), "lab-")), "stdlib.zip");
writeFileSync(library, part("stdlib.zip"));
const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")).href);
const python = await loadPyodide({
  indexURL: pyodide,
  stdLibURL: library,
  lockFileContents: manifest.lock,
  packageBaseUrl: pyodide,
});
python.FS.writeFile("/lib/startup.bin", part("startup.bin"));
python.FS.writeFile("/lib/site.zip", part("site.zip"));
python.pyimport("lab_loader").install("/lib/startup.bin");

let printed = {};
let events = [];
const tell = (batch) => {
  for (const [kind, data] of JSON.parse(batch)) {
    if (kind === "event") events.push(data);
    else printed[data.process] = (printed[data.process] ?? "") + data.text;
  }
};
const session = python.pyimport("lab.browser").session(tell, () => null);

const done = JSON.parse(readFileSync(0, "utf8")).map(({ files, start = {}, program }) => {
  printed = {};
  events = [];
  session.reset();
  session.write(files);
  for (const [name, line] of Object.entries(start)) session.start(name, line);
  const code = session.run(program);
  session.flush();
  return { code, printed, events, state: JSON.parse(session.state()) };
});
console.log(JSON.stringify(done));
