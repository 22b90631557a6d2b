// Messages in a picture of pieces: what is written on one, and how one is seen to travel.

const HOP = 220; // milliseconds from piece to piece

/** A copy of the chip goes the way; the chip itself stands where it is, as the state says, and shows when it arrives. */
export function travel(field, line, way) {
  const copy = document.createElement("div");
  copy.className = "chip__copy";
  copy.setAttribute("aria-hidden", "true");
  copy.append(...line.firstElementChild.cloneNode(true).childNodes);
  copy.style.width = `${line.offsetWidth}px`;
  field.append(copy);
  line.dataset.travelling = "";
  const steps = way.map(({ left, top }) => ({ transform: `translate(${left}px, ${top}px)` }));
  const moving = copy.animate(steps, { duration: HOP * (way.length - 1), easing: "ease-in-out" });
  const arrive = () => {
    copy.remove();
    delete line.dataset.travelling;
  };
  moving.finished.then(arrive, arrive);
}

/** Where a box lies inside another one. */
export const below = ({ left, top }, own) => ({ left: left - own.left, top: top - own.top });

/** Write title, note and state on a chip; what is there already stays untouched. */
export function filled(line, { title, note, state = "" }) {
  const code = line.querySelector("code");
  if (code.textContent !== title) code.replaceChildren(...broken(title));
  write(line.querySelector("span"), note);
  if (line.dataset.state !== state) line.dataset.state = state;
  return line;
}

/** Put the lines into a list that may hold some of them. */
export function refill(list, lines) {
  const same = lines.length === list.children.length && lines.every((line, at) => line === list.children[at]);
  if (!same) list.replaceChildren(...lines);
}

export function write(place, words) {
  if (place.textContent !== words) place.textContent = words;
}

/** A call may be broken after an underscore, never inside its last word and arguments. */
function broken(title) {
  const words = title.split(/(?<=_)/);
  return words.flatMap((word, at) => (at ? [document.createElement("wbr"), word] : [word]));
}
