// <a href="../02-…/">, from one page of this site to another.
// Adds: the page comes without its scripts and sheets being loaded anew, and Back finds the place again.

const SWAPPED = ["skip", "announce", "links", "logo", "header-title", "container"]; // each a data-md-component
let shown = new URL(location); // the page that stands here
let asked;
let scrolled;

document.addEventListener("click", (event) => {
  const to = event.defaultPrevented ? null : place(event);
  if (!to || (to.pathname === shown.pathname && (to.hash || to.search !== shown.search))) return;
  event.preventDefault();
  if (to.pathname === shown.pathname) scrollTo(0, 0);
  else go(to, true);
});

addEventListener("popstate", () => {
  if (location.pathname !== shown.pathname) return go(new URL(location), false);
  shown = new URL(location);
  if (history.scrollRestoration === "manual") scroll();
});

addEventListener("scroll", () => {
  clearTimeout(scrolled);
  if (!asked) scrolled = setTimeout(() => history.replaceState({ y: scrollY }, ""), 100);
}, { passive: true });

addEventListener("beforeunload", () => (history.scrollRestoration = "auto")); // a reload keeps its place
addEventListener("hashchange", shut);

/** Where a plain click on a link to a page of this host leads. */
function place({ target, button, altKey, ctrlKey, metaKey, shiftKey }) {
  const link = target.closest?.("a[href]:not([target], [download])");
  if (!link || button || altKey || ctrlKey || metaKey || shiftKey || location.protocol === "file:") return null;
  const to = new URL(link.getAttribute("href"), shown);
  return to.origin === location.origin && /(\/|\.html)$/.test(to.pathname) ? to : null;
}

function go(to, clicked) {
  clearTimeout(scrolled);
  asked?.abort();
  asked = new XMLHttpRequest();
  asked.open("GET", to);
  asked.responseType = "document"; // nothing in it runs
  asked.onload = () => arrive(asked, to, clicked);
  asked.onerror = () => leave(to, clicked);
  asked.send();
}

function arrive({ status, response: next, responseURL }, to, clicked) {
  asked = null;
  if (status !== 200 || !next || set(next) !== set(document)) return leave(to, clicked);
  if (clicked) {
    history.replaceState({ y: scrollY }, "");
    history.pushState(null, "", new URL(to.hash, responseURL));
  }
  history.scrollRestoration = "manual";
  shown = new URL(location);
  swap(next);
  shut();
  begin();
  document.dispatchEvent(new Event("page"));
  if (!history.state && shown.hash) location.replace(shown.hash); // :target, too
  else scroll();
}

/** What a tab cannot mix: the release, whose scripts it runs, and the language of the words around. */
function set(page) {
  return page.querySelector("meta[name=release]")?.content + page.documentElement.lang;
}

function leave(to, clicked) {
  if (clicked) location.assign(to);
  else location.reload();
}

function swap(next) {
  const heads = [document, next].map(({ head }) => new Map([...head.children].map((tag) => [named(tag), tag])));
  for (const [name, tag] of heads[1]) if (!heads[0].delete(name)) document.head.append(tag);
  for (const tag of heads[0].values()) if (tag.name !== "theme-color") tag.remove();
  for (const name of SWAPPED) {
    const [old, fresh] = [document, next].map((page) => page.querySelector(`[data-md-component=${name}]`));
    if (old && fresh) old.replaceWith(fresh);
  }
  for (const { src } of document.querySelectorAll("[data-md-component=container] script[src]")) import(src);
}

const named = (tag) => tag.outerHTML.replace(/ href="[^"]*"/, ` href="${tag.href}"`);

function scroll() {
  if (history.state) scrollTo(0, history.state.y);
  else if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  else scrollTo(0, 0);
}

/** The link that was followed is gone: keyboards and screen readers go on at the new page's heading. */
function begin() {
  const heading = document.querySelector("[data-md-component=container] h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** The drawer, which a phone's reader has chosen from. */
function shut() {
  document.querySelector("#__drawer").checked = false;
}
