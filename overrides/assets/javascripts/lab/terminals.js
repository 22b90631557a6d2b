// The terminals of a lab: what the program, the worker and beat print.
// Adds: one more terminal for whoever prints and has none; a flood keeps its end.

const KEPT = 40_000; // characters of a terminal

export class Terminals {
  constructor(root) {
    this.root = root;
    this.read = new Set(); // terminals that the reader has scrolled up
    root.addEventListener("scroll", ({ target }) => this.scrolled(target), true); // scrolling does not bubble
  }

  scrolled(pre) {
    const atEnd = pre.scrollHeight - pre.scrollTop - pre.clientHeight < 8;
    atEnd ? this.read.delete(pre) : this.read.add(pre);
  }

  clear() {
    for (const pre of this.root.querySelectorAll("[data-terminal]")) pre.textContent = "";
    this.read.clear();
  }

  /** Append the prints of a batch: {process: text}; returns the terminals that have grown. */
  write(printed) {
    return Object.entries(printed).map(([process, text]) => {
      const pre = this.root.querySelector(`[data-terminal="${process}"]`) ?? this.add(process);
      if (pre.textContent.length + text.length < KEPT) pre.append(text);
      else pre.textContent = `…${(pre.textContent + text).slice(-KEPT / 2)}`;
      return pre;
    });
  }

  /** Show the end of what has grown, unless it is being read. Asks for a layout: do it last. */
  follow(grown) {
    for (const pre of grown) if (!this.read.has(pre)) pre.scrollTop = pre.scrollHeight;
  }

  add(process) {
    const pre = this.root.querySelector('[data-terminal="worker"]').cloneNode();
    pre.dataset.terminal = process;
    pre.setAttribute("aria-label", `What ${process} prints`);
    const name = document.createElement("p");
    name.className = "pane__name";
    name.textContent = process;
    this.root.querySelector('.pane[data-piece="worker"]').append(name, pre);
    return pre;
  }
}
