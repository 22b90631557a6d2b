// <a href="…/glossary/#broker">: a word that the glossary explains.
// Adds: its entry opens where the word stands, in a popover; without this file the link leads there.

const TERM = 'a[href*="/glossary/#"], a[href^="glossary/#"]';
const pages = new Map(); // address -> document, fetched once a visit

document.addEventListener("click", open, true); // before instant navigation hears of it

async function open(event) {
  const link = event.target.closest?.(TERM);
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
  if (!link || !plain || link.closest("[popover], dialog") || !HTMLElement.prototype.showPopover) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const found = await entry(link).catch(() => null);
  if (!link.isConnected) return; // on a slow line the reader has gone on
  if (found) show(link, found);
  else location.href = link.href;
}

/** The heading of the entry and all that stands under it. */
async function entry({ href }) {
  const [address, id] = href.split("#");
  if (!pages.has(address)) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(response.statusText);
    const { html } = await import("./trusted.js");
    pages.set(address, new DOMParser().parseFromString(html(await response.text()), "text/html"));
  }
  const heading = pages.get(address).getElementById(id);
  const parts = [];
  for (let part = heading.nextElementSibling; part && !/^H\d$/.test(part.tagName); part = part.nextElementSibling) {
    parts.push(document.importNode(part, true));
  }
  for (const link of parts.flatMap((part) => [...part.querySelectorAll("a[href]")])) {
    link.href = new URL(link.getAttribute("href"), address);
  }
  return { word: heading.firstChild.textContent.trim(), parts };
}

function show(link, { word, parts }) {
  document.getElementById("term")?.remove();
  const title = Object.assign(document.createElement("p"), { className: "term__word", id: "term-word", textContent: word });
  const more = Object.assign(document.createElement("a"), { href: link.href, textContent: /* t */ "Open the glossary" });
  const box = Object.assign(document.createElement("div"), { id: "term", className: "term", popover: "auto", tabIndex: -1 });
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-labelledby", title.id);
  box.append(title, ...parts, more);
  box.addEventListener("toggle", ({ newState }) => newState === "closed" && left(box, link));
  link.after(box);
  box.showPopover();
  place(box, link);
  box.focus({ preventScroll: true });
}

/** Back to the word, unless the reader has gone elsewhere by a click. */
function left(box, link) {
  if (box.contains(document.activeElement) || document.activeElement === document.body) link.focus({ preventScroll: true });
  box.remove();
}

/** Under the word, or above it where there is no room; never outside the window. */
function place(box, link) {
  const word = link.getClientRects()[0];
  const { width, height } = box.getBoundingClientRect();
  const below = word.bottom + 6;
  const top = below + height > innerHeight && word.top > height + 6 ? word.top - height - 6 : below;
  box.style.left = `${Math.max(8, Math.min(word.left, innerWidth - width - 8))}px`;
  box.style.top = `${Math.max(8, top)}px`;
}
