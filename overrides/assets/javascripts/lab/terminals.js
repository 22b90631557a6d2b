// The terminals of a lab: what the program, the worker and beat print.
// Adds: one more terminal for whoever prints and has none; a flood keeps its end.

const KEPT = 40_000; // characters of a terminal

export class Terminals {
  constructor(root) {
    this.root = root;
  }

  clear() {
    for (const pre of this.root.querySelectorAll("[data-terminal]")) pre.textContent = "";
  }

  /** Append the prints of a batch: {process: text}. */
  write(printed) {
    for (const [process, text] of Object.entries(printed)) {
      const pre = this.root.querySelector(`[data-terminal="${process}"]`) ?? this.add(process);
      const atEnd = pre.scrollHeight - pre.scrollTop - pre.clientHeight < 8;
      if (pre.textContent.length + text.length < KEPT) pre.append(text);
      else pre.textContent = `…${(pre.textContent + text).slice(-KEPT / 2)}`;
      if (atEnd) pre.scrollTop = pre.scrollHeight;
    }
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
