// <meta name="release">: the set of scripts and sheets that this page was built with.
// Adds: a tab that is open while the site is published anew goes over to the new release as a whole
// when it asks for a script that is gone; theme/visit.js sees to it when it comes to a page of it.
// A script of this release that doesn't come is told of.

const mine = document.querySelector("meta[name=release]")?.content;

addEventListener("unhandledrejection", async ({ reason }) => {
  if (!/module/i.test(reason?.message)) return;
  const page = await fetch(location.pathname, { cache: "no-cache" })
    .then((response) => response.ok && response.text())
    .catch(() => false); // offline
  if (page && !page.includes(`content="${mine}"`)) location.reload();
  else toast(document.querySelector("#away").dataset.said);
});

const toast = (words) =>
  document.dispatchEvent(new CustomEvent("toast", { detail: { words, milliseconds: 8000 } }));
