// <pre><code>, and tables in what blocks.js puts around them.
// Adds: the keyboard's way into what is wider than its place.

const wide = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

find();
document.addEventListener("page", find);

function find() {
  wide.disconnect();
  for (const part of document.querySelectorAll(".md-content :is(pre > code, .md-typeset__scrollwrap)")) wide.observe(part);
}
