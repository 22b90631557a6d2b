// <div data-panel> on the review page: buttons export, reset, and a file input.
// Adds: a reader's answers as a file, to keep, to carry to another browser, or to delete.
import * as progress from "./progress.js";

/** `changed` is called when what is stored became other than what is shown. */
export function panel(place, changed) {
  place.hidden = false;
  place.querySelector("[data-do=export]").addEventListener("click", download);
  place.querySelector("[type=file]").addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    if (!file) return;
    tell(place, progress.imported(await file.text()) ? "imported" : "unreadable");
    target.value = "";
    changed();
  });
  place.querySelector("[data-do=reset]").addEventListener("click", () => {
    progress.reset();
    tell(place, "deleted");
    changed();
  });
}

function download() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([progress.exported()], { type: "application/json" }));
  link.download = "handoff-answers.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function tell(place, word) {
  for (const part of place.querySelectorAll("[data-say]")) part.hidden = part.dataset.say !== word;
}
