// <details data-source="…/messages_wait.htm">: an experiment of the experiments page.
// Adds: its source, fetched when it is first opened; without this file the link leads there.

document.addEventListener("toggle", fill, true);

async function fill({ target }) {
  if (!target.open || !target.dataset.source || target.dataset.filled) return;
  target.dataset.filled = "";
  try {
    const response = await fetch(target.dataset.source);
    if (!response.ok) throw new Error(response.statusText);
    const source = new DOMParser().parseFromString(await response.text(), "text/html");
    target.querySelector("p").replaceWith(...source.querySelector("main").children);
  } catch {
    delete target.dataset.filled; // the link stays, and the next opening tries again
  }
}
