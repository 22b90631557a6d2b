// Runs in the editor's Web Worker: Pyodide with the project's own Python; handoff/editor/desk.py answers.
// Adds: {id, verb, details} in; {id, answer or failure} and {progress} out.
import { started } from "../lab/boot.js";
import { fetchParts } from "../lab/parts.js";
import { SITE } from "../lab/place.js";
import { t } from "../language.js";

const BUNDLE = new URL("assets/editor/", SITE);
const KEY = `handoff-editor ${SITE.pathname}`; // of the browser's cache: the lab's keeps what is the lab's
const PLAIN = "/lib/plain"; // where the bundle has Python as files

const verbs = {
  layOut: (desk, files) => desk.lay_out(files),
  judge: (desk, asked) => desk.judge(asked),
  refusal: (desk, text) => desk.refusal(text),
};

async function boot() {
  const manifest = await fetchManifest();
  const progress = (loaded, total) => self.postMessage({ progress: { loaded, total } });
  const { parts, keep } = await fetchParts(manifest.files, manifest.files, BUNDLE, progress, KEY);
  const everything = Promise.all(Object.values(parts));
  const python = await started(parts, manifest);
  python.runPython(`import sys; sys.path.append("${PLAIN}")`);
  const desk = python.pyimport("handoff.editor.desk");
  await everything;
  keep();
  return desk;
}

async function fetchManifest() {
  const response = await fetch(new URL("manifest.json", BUNDLE), { cache: "no-cache" }).catch(() => null);
  if (response?.status === 404) throw new Error(t("This copy of the site was built without its check (make lab)."));
  if (!response?.ok) throw new Error(t("The check could not be fetched. Look at your connection, then try again."));
  return response.json();
}

const ready = boot();
ready.then(
  () => self.postMessage({ id: 0 }),
  (error) => self.postMessage({ id: 0, failure: words(error) }),
);

self.onmessage = async ({ data: { id, verb, details } }) => {
  try {
    self.postMessage({ id, answer: verbs[verb](await ready, details) });
  } catch (error) {
    self.postMessage({ id, failure: words(error) });
  }
};

/** The last line of a traceback says what it was. */
const words = (error) => String(error?.message ?? error).trim().split("\n").at(-1);
