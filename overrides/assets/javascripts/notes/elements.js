// element("p", {className: "x"}, …children), stylesheet(name): what the scripts beside this one are made of.

/** An element; `given` are its properties, those with a dash its attributes. */
export function element(name, given = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (key.includes("-")) made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children);
  return made;
}

/** Load the style sheet of notes, once. */
export function dress() {
  const href = new URL("../../stylesheets/notes.css", import.meta.url).href;
  if (document.querySelector(`link[href="${href}"]`)) return;
  document.head.append(element("link", { rel: "stylesheet", href }));
}
