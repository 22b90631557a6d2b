// What a reader looks for: [[role, name, nth], …], each within the one before; the name may be a part of it.
const ROLES = {
  button: "button",
  checkbox: "[type=checkbox]",
  dialog: "dialog",
  group: "fieldset, [role=group]",
  heading: "h1, h2, h3",
  lab: "code-lab",
  link: "a[href]",
  listitem: "li",
  radio: "[type=radio]",
  region: "section[aria-label], section[aria-labelledby], [role=region]",
  searchbox: "[type=search]",
  status: "output, [role=status]",
  terminal: "[data-terminal]",
  textbox: "textarea, [type=text]",
};

function find(path) {
  let within = document;
  for (const [role, name, nth] of path) {
    const parts = [...within.querySelectorAll(ROLES[role])].filter((part) => part.checkVisibility());
    within = parts.filter((part) => named(part).includes(name))[nth];
    if (!within) return null;
  }
  return within;
}

/** The accessible name, near enough: what the author gave, else what is written there. */
function named(part) {
  const by = part.getAttribute("aria-labelledby")?.split(" ").map((id) => document.getElementById(id));
  return (by ?? [part]).map(written).join(" ").trim().replace(/\s+/g, " ");
}

function written(part) {
  const labels = [...(part.labels ?? []), ...part.querySelectorAll(":scope > legend")];
  const label = labels.map(({ innerText }) => innerText).join(" ");
  return part.getAttribute("aria-label") ?? (label || part.innerText || part.dataset.terminal || "");
}

function described(part) {
  const role = Object.keys(ROLES).find((role) => part.matches(ROLES[role])) ?? part.localName;
  return `${role} “${named(part).slice(0, 60)}”`;
}
