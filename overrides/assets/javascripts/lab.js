// <code-lab data-lab="{…}">: an example's files and recorded output, whole without this script.
// Adds: Run and Edit; a prediction that Run marks. All that they need is loaded on the first click, nothing before.

const EDITS = `handoff-lab ${new URL("../../", import.meta.url).pathname}`; // lab/place.js says why

class CodeLab extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
    this.addEventListener("submit", this, true);
    this.button("edit").disabled = false;
    this.button("run").disabled = !this.possible;
    if (!this.possible) this.say(/* t */ "This browser has no WebAssembly, which running Python here takes.");
    if (location.hash.startsWith("#lab=")) this.open("link");
    else if (this.edited) this.open("edit");
  }

  disconnectedCallback() {
    this.view?.leave();
  }

  handleEvent(event) {
    if (event.type === "submit") return this.submit(event);
    const button = event.target.closest("button[data-do]");
    if (!button || button.closest(".lab-view, quiz-check")) return;
    if (button.dataset.do === "stop") this.view?.stop();
    else if (button.dataset.do === "uncover") this.uncover();
    else this.open(button.dataset.do, button);
  }

  /** Enter in the prediction runs the program, which marks it. */
  submit(event) {
    if (event.target !== this.asked) return;
    event.preventDefault();
    event.stopPropagation();
    this.open("run");
  }

  /** Load what the verb needs, once, and hand the click on; theme/release.js says if it doesn't come. */
  async open(verb, button) {
    if (verb === "run") return this.run();
    if (verb === "link") return (await import("./lab/link.js")).open(this);
    if (verb === "share") return (await import("./lab/link.js")).copy(this);
    const { editor } = await import("./lab/editor.js");
    editor[verb](this, button);
  }

  async run() {
    if (this.asked) {
      const { given } = await import("./lab/predict.js");
      if (!given(this)) return;
    }
    if (this.view) return this.view.run();
    this.button("run").disabled = true;
    this.say(/* t */ "Loading …");
    try {
      const { openView } = await import("./lab/machine.js");
      this.view = await openView(this);
      this.view?.run();
    } catch (error) {
      this.button("run").disabled = false;
      this.say("");
      throw error;
    }
  }

  uncover() {
    this.dataset.uncovered = "";
    this.say(/* t */ "Recorded output shown.");
  }

  say(text) {
    this.querySelector(".lab__status").textContent = text;
  }

  button(verb) {
    return this.querySelector(`.lab__bar [data-do="${verb}"]`);
  }

  get facts() {
    return JSON.parse(this.dataset.lab);
  }

  /** The question that Run will mark, until it has. */
  get asked() {
    return "uncovered" in this.dataset ? null : this.querySelector(".lab__predict form:not([data-result], [data-missed])");
  }

  get possible() {
    return typeof WebAssembly === "object" && typeof DecompressionStream === "function";
  }

  get edited() {
    try {
      return localStorage.getItem(EDITS)?.includes(JSON.stringify(this.facts.name)) ?? false;
    } catch {
      return false; // storage is blocked: then there are no edits
    }
  }
}

customElements.define("code-lab", CodeLab);
