// Every text and label of a page that a reader may meet and that has plain letters: [[where, text], …].
() => {
  const CODE = "code, pre, script, style, svg, textarea, noscript, .highlight, .filename, datalist, [translate=no]";
  // What authors wrote for all languages, or what was recorded: goals, replays, sentences of experiments.
  const SHARED = ".lab__goal p, .lab__help p, .replay__title, .replay__facts, .replay__steps, .claim, .film__films, .film__scene, .film output, .search__hits li, .experiments, td a, [data-messages=backend] span";
  const LABELS = ["aria-label", "title", "placeholder", "alt", "aria-valuetext", "data-words"];
  const found = [];
  const note = (element, text) => {
    if (/[A-Za-z]{2}/.test(text)) found.push([path(element), text.trim()]);
  };
  const path = (element) => [element.tagName.toLowerCase(), ...element.classList].join(".");
  const walk = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.tagName === "TEMPLATE") walk(element.content);
      if (element.closest(`${CODE}, ${SHARED}`)) continue;
      for (const name of LABELS) if (element.hasAttribute(name)) note(element, element.getAttribute(name));
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) note(element, node.data);
    }
  };
  walk(document.body);
  return found;
}
