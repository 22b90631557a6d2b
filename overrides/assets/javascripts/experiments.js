// <details data-source><p><a href="….html">: an experiment of the experiments page.
// Adds: its source, fetched when it is first opened; without this file the link leads there.
import { html } from "./trusted.js";

document.addEventListener("toggle", fill, true);

async function fill({ target }) {
  const link = target.open && "source" in target.dataset && target.querySelector("p > a");
  if (!link || target.dataset.filled) return;
  target.dataset.filled = "true";
  try {
    const response = await fetch(link.href);
    if (!response.ok) throw new Error(response.statusText);
    const source = new DOMParser().parseFromString(html(await response.text()), "text/html");
    link.parentElement.replaceWith(...source.querySelector("main").children);
  } catch {
    delete target.dataset.filled; // the link stays, and the next opening tries again
  }
}
