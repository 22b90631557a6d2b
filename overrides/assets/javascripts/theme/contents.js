// <ul data-md-component="toc">: what stands on this page, beside it and in the drawer.
// Adds: which section is being read; the lists beside the page scroll along with it.

const PASSED = "md-nav__link--passed";
const READING = "md-nav__link--active";
let lists = []; // each [link, heading], …
let due = false;

find();
document.addEventListener("page", find);
addEventListener("scroll", soon, { passive: true });
addEventListener("resize", soon);

function find() {
  const heading = ({ hash }) => document.getElementById(decodeURIComponent(hash.slice(1)));
  lists = [...document.querySelectorAll("[data-md-component=toc]")].map((list) =>
    [...list.querySelectorAll(".md-nav__link")].map((link) => [link, heading(link)]).filter(([, found]) => found));
  follow(document.querySelector(`.md-nav--primary a.${READING}`));
  soon();
}

function soon() {
  if (!due) requestAnimationFrame(mark);
  due = true;
}

function mark() {
  due = false;
  const line = document.querySelector(".md-header").offsetHeight + 20;
  const { scrollHeight } = document.documentElement;
  const atEnd = scrollY + innerHeight >= scrollHeight - 1;
  for (const list of lists) {
    const begun = ([, heading]) => atEnd || heading.getBoundingClientRect().top < line;
    const count = list.filter(begun).length;
    if (list.count === count) continue;
    list.count = count;
    for (const [place, [link]] of list.entries()) {
      link.classList.toggle(PASSED, place < count);
      link.classList.toggle(READING, place === count - 1);
    }
    follow(list[count - 1]?.[0]);
  }
}

/** Into the middle of a list that scrolls by itself; the drawer's does not. */
function follow(link) {
  const box = link?.closest(".md-sidebar__scrollwrap");
  if (!link?.offsetHeight || getComputedStyle(box).overflowY !== "auto") return;
  box.scrollTop += link.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 2;
}
