// <table>, <details>.
// Adds: a wide table scrolls by itself; what is folded opens for a link into it, and for paper.

const unfolded = new Set();

find();
document.addEventListener("page", find);
addEventListener("hashchange", reveal);
addEventListener("beforeprint", () => unfold(true));
addEventListener("afterprint", () => unfold(false));
matchMedia("print").addEventListener("change", ({ matches }) => unfold(matches));

function find() {
  for (const table of document.querySelectorAll(".md-content table:not([class])")) {
    const [outer, inner] = ["scrollwrap", "table"].map((name) =>
      Object.assign(document.createElement("div"), { className: `md-typeset__${name}` }));
    table.replaceWith(outer);
    outer.append(inner);
    inner.append(table);
  }
  reveal();
}

function reveal() {
  const target = document.getElementById(name());
  const folded = target?.closest("details:not([open])");
  if (!folded) return;
  folded.open = true;
  target.scrollIntoView();
}

function name() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return ""; // a lone %: nothing here is called so
  }
}

function unfold(begins) {
  if (begins) for (const each of document.querySelectorAll(".md-content details:not([open])")) unfolded.add(each);
  for (const each of unfolded) each.open = begins;
  if (!begins) unfolded.clear();
}
