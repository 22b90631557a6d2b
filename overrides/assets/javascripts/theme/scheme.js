// <form data-md-component="palette"> with a radio for light and one for dark.
// Adds: the switch between them. The reader's system decides until the reader does.

const form = document.querySelector("[data-md-component=palette]");
const radios = [...form.elements].filter(({ name }) => name === "__palette");
const bar = Object.assign(document.createElement("meta"), { name: "theme-color" });
document.head.append(bar);

show(stored());
form.addEventListener("change", ({ target }) => choose(target));
for (const radio of radios) if (radio.checked) choose(radio); // before this came
form.addEventListener("keydown", ({ key }) => {
  if (key !== "Enter") return;
  const next = radios[(at() + 1) % radios.length];
  next.click();
  next.focus();
});
for (const media of ["light", "dark"]) {
  matchMedia(`(prefers-color-scheme: ${media})`).addEventListener("change", () => show(stored()));
}

function choose(target) {
  const color = Object.fromEntries(["media", "scheme", "primary", "accent"].map((name) =>
    [name, target.getAttribute(`data-md-color-${name}`)]));
  const chosen = { index: radios.indexOf(target), color };
  __md_set("__palette", chosen);
  show(chosen);
}

function show(chosen) {
  for (const [name, value] of Object.entries(chosen?.color ?? {})) document.body.setAttribute(`data-md-color-${name}`, value);
  const index = radios[chosen?.index] ? chosen.index : radios.findIndex(({ dataset }) => matchMedia(dataset.mdColorMedia).matches);
  for (const [place, radio] of radios.entries()) radio.nextElementSibling.hidden = place !== Math.max(0, index);
  bar.content = getComputedStyle(document.querySelector(".md-header")).backgroundColor;
}

function stored() {
  try {
    return __md_get("__palette");
  } catch {
    return null; // storage is blocked: then nothing was chosen
  }
}

const at = () => radios.findIndex(({ nextElementSibling: label }) => !label.hidden);
