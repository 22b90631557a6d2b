// <pre><code>, and <template id="copy"> with a button and what to say afterwards.
// Adds: the button.

const words = document.querySelector("#copy");

find();
document.addEventListener("page", find);
document.addEventListener("click", ({ target }) => {
  const button = target.closest?.(".md-code__button");
  if (button) copy(button.closest("pre").querySelector("code"));
});

function find() {
  for (const code of document.querySelectorAll(".md-content pre > code")) {
    if (!code.closest(".no-copy")) code.before(words.content.cloneNode(true));
  }
}

async function copy(code) {
  const text = code.innerText.trimEnd();
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    old(text); // no such thing without https
  }
  document.dispatchEvent(new CustomEvent("toast", { detail: { words: words.dataset.said } }));
}

function old(text) {
  const button = document.activeElement;
  const field = Object.assign(document.createElement("textarea"), { value: text, className: "hidden-text" });
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
  button.focus();
}
