// <client-diagram>: a diagram that could not be drawn while the site was built.
// Draws it here, with the Mermaid of this site; only pages that have one load this file.
const options = { startOnLoad: false, theme: "base", look: "classic", htmlLabels: false };

class ClientDiagram extends HTMLElement {
  async connectedCallback() {
    const { default: mermaid } = await import("../mermaid/mermaid.esm.min.mjs");
    mermaid.initialize(options);
    await mermaid.run({ nodes: this.sources, suppressErrors: true });
  }

  // mermaid2 has turned <pre><code> into <div class="mermaid">; in Zensical nobody has.
  get sources() {
    const code = this.querySelector("code.language-mermaid");
    if (code) {
      const div = Object.assign(document.createElement("div"), { className: "mermaid" });
      div.textContent = code.textContent;
      code.parentElement.replaceWith(div);
    }
    return this.querySelectorAll(".mermaid");
  }
}

customElements.get("client-diagram") ?? customElements.define("client-diagram", ClientDiagram);
