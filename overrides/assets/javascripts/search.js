// <site-search data-site="../..">: a button and a <dialog>, in the header of every page.
// Adds: the button, / and Ctrl-K open the dialog; what it searches with is loaded then, not before.

class SiteSearch extends HTMLElement {
  connectedCallback() {
    [this.button, this.dialog] = this.children;
    this.site = new URL(`${this.dataset.site}/`, location).href;
    this.button.hidden = false;
    this.button.addEventListener("click", this);
    this.dialog.querySelector("button").onclick = () => this.dialog.close(); // though the rest isn't here yet
    this.dialog.onsubmit = (event) => event.preventDefault(); // Enter; it stays open
    document.addEventListener("keydown", this);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this);
  }

  async handleEvent(event) {
    if (this.dialog.open || (event.key && !asksForSearch(event))) return;
    event.preventDefault();
    this.dialog.showModal();
    this.dialog.querySelector("input").select();
    const said = this.dialog.querySelector("[data-say=broken]");
    said.hidden = true;
    const coming = import("./search/dialog.js");
    coming.catch(() => (said.hidden = false)); // theme/release.js looks whether there is a new release
    const { start } = await coming;
    start(this.dialog, this.site);
  }
}

const asksForSearch = ({ key, ctrlKey, metaKey, target }) =>
  ctrlKey || metaKey ? key === "k" : key === "/" && !target.closest("[type=text], textarea");

customElements.get("site-search") ?? customElements.define("site-search", SiteSearch);
