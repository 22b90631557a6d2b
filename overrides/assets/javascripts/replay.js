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
    try {
      const { Player } = await import("./replay/player.js");
      this.player ??= new Player(this, button);
    } catch (error) {
      this.querySelector(".replay__bar output").textContent = /* t */ "That could not be loaded ({reason}). Check the connection and try again.".replace("{reason}", error.message);
    }
  }
}

customElements.define("film-replay", FilmReplay);
