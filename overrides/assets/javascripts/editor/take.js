// Copy and download: what the author takes along.
// Adds: where the clipboard is closed, the words to say so.
import { t } from "../language.js";

export async function copy(editor, text, what) {
  try {
    await navigator.clipboard.writeText(text);
    say(editor, t("Copied: {what}.", { what }));
  } catch {
    say(editor, t("This browser lets no page copy. Download the file, or select the JSON above and copy it."));
  }
}

export function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function say(editor, words) {
  editor.querySelector(".editor__said").textContent = words;
}
