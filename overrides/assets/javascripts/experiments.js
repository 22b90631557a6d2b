// <details data-source><p><a href="….html">: an experiment of the experiments page.
// Adds: its source, fetched when it is first opened; without this file the link leads there.
import { html } from "./trusted.js";

document.addEventListener("toggle", ({ target }) => fill(target), true);
for (const opened of document.querySelectorAll("details[data-source][open]")) fill(opened); // before this came

async function fill(experiment) {
  const link = experiment.open && "source" in experiment.dataset && experiment.querySelector("p > a");
  if (!link || experiment.dataset.filled) return;
  experiment.dataset.filled = "true";
  try {
    const response = await fetch(link.href);
    if (!response.ok) throw new Error(response.statusText);
    const source = new DOMParser().parseFromString(html(await response.text()), "text/html");
    link.parentElement.replaceWith(...source.querySelector("main").children);
  } catch {
    delete experiment.dataset.filled; // the link stays, and the next opening tries again
  }
}
