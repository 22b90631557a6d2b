// <code-lab data-lab="{…}">: an example's files and recorded output, whole without this script.
// Adds: Run and Edit. All that they need is loaded on the first click, nothing before.

const EDITS = "handoff-lab"; // lab/edits.js keeps them under this key

class CodeLab extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
    this.button("edit").disabled = false;
    this.button("run").disabled = !this.possible;
    if (!this.possible) this.say("This browser has no WebAssembly, which running Python here takes.");
    if (this.edited) this.open("edit");
  }

  disconnectedCallback() {
    this.view?.leave();
  }

  handleEvent({ target }) {
    const verb = target.closest("button[data-do]")?.dataset.do;
    if (!verb || target.closest(".lab-view")) return;
    verb === "stop" ? this.view?.stop() : this.open(verb);
  }

  /** Load what the verb needs, once, and hand the click on. */
  async open(verb) {
    try {
      if (verb === "run") return await this.run();
      const { editor } = await import("./lab/editor.js");
      editor[verb](this);
    } catch (error) {
      if (!this.isConnected) return;
      this.say(`That could not be loaded (${error.message}). Check the connection and try again.`);
    }
  }

  async run() {
    this.button("run").disabled = true;
    this.say("Loading …");
    try {
      const { openView } = await import("./lab/machine.js");
      this.view ??= await openView(this);
      this.view?.run();
    } catch (error) {
      this.button("run").disabled = false;
      throw error;
    }
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
