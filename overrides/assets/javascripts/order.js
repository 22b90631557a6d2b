// <li data-row="2"> with buttons value="-1" and "1" and a grip, in a question of the kind `order`.
// Adds: moving by button and, as an extra, by dragging. The neighbour moves, so focus stays.

/** Swap a row with the one above (-1) or below (1); false at the end of the list. */
export function move(row, by) {
  const neighbour = by < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!neighbour) return false;
  if (by < 0) row.after(neighbour);
  else row.before(neighbour);
  return true;
}

/** Follow the pointer from a grip until it is let go; then call `done`. */
export function drag(event, row, done) {
  const grip = event.target;
  const stop = new AbortController();
  const follow = ({ clientY }) => {
    const { top, bottom } = row.getBoundingClientRect();
    if (clientY < top) move(row, -1);
    else if (clientY > bottom) move(row, 1);
  };
  const end = () => {
    stop.abort();
    done();
  };
  event.preventDefault();
  grip.setPointerCapture(event.pointerId);
  grip.addEventListener("pointermove", follow, stop);
  grip.addEventListener("pointerup", end, stop);
  grip.addEventListener("pointercancel", end, stop);
}
