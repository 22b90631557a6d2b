// node compile.mjs PYODIDE_FOLDER WORK_FOLDER: runs compile.py in Pyodide's own Python,
// for bytecode is good only for the Python that made it.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [pyodideFolder, workFolder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodideFolder}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: pyodideFolder });
python.FS.mkdirTree("/work");
python.mountNodeFS("/work", workFolder);
try {
  python.runPython(readFileSync(new URL("./compile.py", import.meta.url), "utf8"));
} catch (error) {
  console.log(error.message); // without Node's quotation of a million characters of Pyodide
  process.exit(1);
}
