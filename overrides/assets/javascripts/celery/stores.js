// The two stores: messages as they lie in the broker, rows as they lie in the result backend.
// Adds: an openable line each; one that stays keeps its place and stays open.

/** Make a store's lines those of `items`: [{key, title, note, parts: [[label, text]]}]. */
export function show(root, items, empty) {
  const known = new Map([...root.children].map((line) => [line.dataset.key, line]));
  const lines = items.map((item) => fill(known.get(item.key) ?? line(item.key), item));
  root.replaceChildren(...(lines.length ? lines : [nothing(empty)]));
}

/** A queue's messages and what a worker holds, as lines. */
export function messages({ queues, held }) {
  const waiting = queues.flatMap(({ name, messages: some }) =>
    some.map((message) => ({
      key: message.tag,
      title: `${message.task.split(".").at(-1)}${message.args}`,
      note: name === "celery" ? "" : name,
      parts: [
        ["Task", message.task],
        ["Arguments", `${message.args} ${message.kwargs}`],
        ["Headers", JSON.stringify(message.headers, null, 1)],
        ["Properties", JSON.stringify(message.properties, null, 1)],
        ["Body", message.body],
        ["Body as stored (base64)", message.raw],
      ],
    })),
  );
  const taken = held.map((message) => ({
    key: `held-${message.id}`,
    title: `${(message.task ?? "?").split(".").at(-1)}`,
    note: "with the worker, not acknowledged",
    parts: [["Id", message.id], ["ETA", message.eta ?? "none"]],
  }));
  return [...waiting, ...taken];
}

export const rows = ({ results }) =>
  results.rows.map((row) => ({
    key: row.key,
    title: row.state || row.key,
    note: row.result,
    parts: [["Key", row.key], ["Stored", indented(row.stored)]],
  }));

function line(key) {
  const details = document.createElement("details");
  details.className = "line";
  details.dataset.key = key;
  details.innerHTML = "<summary><code></code> <span></span></summary><dl></dl>";
  return details;
}

function fill(details, { title, note, parts }) {
  details.querySelector("code").textContent = title;
  details.querySelector("summary span").textContent = note;
  const list = parts.flatMap(([label, text]) => [part("dt", label), part("dd", text)]);
  if (details.querySelector("dl").textContent !== parts.flat().join("")) {
    details.querySelector("dl").replaceChildren(...list);
  }
  return details;
}

function part(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function nothing(words) {
  const note = document.createElement("p");
  note.className = "pane__empty";
  note.textContent = words;
  return note;
}

function indented(json) {
  try {
    return JSON.stringify(JSON.parse(json), null, 1);
  } catch {
    return json;
  }
}
