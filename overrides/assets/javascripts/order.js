// <li data-row="2"> with buttons value="-1" and "1" and a grip, in a question of the kind `order`.
// Adds: moving by button and, as an extra, by dragging. The neighbour moves, so focus stays.

/** Swap a row with the one above (-1) or below (1); its new place, or 0 at the end of the list. */
export function move(row, by) {
  const rows = [...row.parentNode.children].filter((child) => "row" in child.dataset);
  const place = rows.indexOf(row) + by;
  if (!rows[place]) return 0;
  if (by < 0) row.after(rows[place]);
  else row.before(rows[place]);
  return place + 1;
}

/** Follow the pointer from a grip until it is let go; tell `moved` each new place. */
export function drag(event, row, moved) {
  const grip = event.target;
  const stop = new AbortController();
  const follow = ({ clientY }) => {
    const { top, bottom } = row.getBoundingClientRect();
    const by = clientY < top ? -1 : clientY > bottom ? 1 : 0;
    const place = by && move(row, by);
    if (place) moved(place);
  };
  const end = () => stop.abort();
  event.preventDefault();
  grip.setPointerCapture(event.pointerId);
  grip.addEventListener("pointermove", follow, stop);
  grip.addEventListener("pointerup", end, stop);
  grip.addEventListener("pointercancel", end, stop);
}
