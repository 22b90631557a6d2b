// <film-replay data-films="[…]">: what was recorded, whole as a list of scenes without this script.
// Adds: a button that loads the picture in which it is played, and one that shows the list; nothing is loaded before.

class FilmReplay extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
  }

  disconnectedCallback() {
    this.player?.leave();
  }

  async handleEvent({ target }) {
    const button = target.closest(".replay__bar button");
    if (button?.dataset.do === "text") button.setAttribute("aria-pressed", this.toggleAttribute("data-text"));
    if (button?.dataset.do !== "play") return;
    const { Player } = await import("./replay/player.js"); // theme/release.js says if it doesn't come
    this.player ??= new Player(this, button);
  }
}

customElements.define("film-replay", FilmReplay);
