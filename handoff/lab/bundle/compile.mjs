// node compile.mjs PYODIDE_FOLDER WORK_FOLDER: runs compile.py in Pyodide's own Python,
// for bytecode is good only for the Python that made it. Of places in the source it keeps the line, not
// the column: a tab has no source of the libraries to underline a column in, and the columns weigh 0.6 MB.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [pyodideFolder, workFolder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodideFolder}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: pyodideFolder, env: { PYTHONNODEBUGRANGES: "1" } });
python.FS.mkdirTree("/bundle");
python.mountNodeFS("/bundle", workFolder);
try {
  python.runPython(readFileSync(new URL("./compile.py", import.meta.url), "utf8"));
} catch (error) {
  console.log(error.message); // without Node's quotation of a million characters of Pyodide
  process.exit(1);
}
