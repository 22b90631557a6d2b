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

/** Load the style sheet of notes, once. Settles when it is there, or is not to be had. */
export function dress() {
  const href = new URL("../../stylesheets/notes.css", import.meta.url).href;
  let link = document.querySelector(`link[href="${href}"]`);
  if (link?.sheet) return Promise.resolve();
  if (!link) document.head.append((link = element("link", { rel: "stylesheet", href })));
  return new Promise((settle) => {
    for (const end of ["load", "error"]) link.addEventListener(end, settle, { once: true });
  });
}
