// Presses whatever can be pressed in a running lab, one after the other, and looks at every frame.
// Adds: walk({number, presses, seed}) → {found: [what disagreed], pressed: {button: how often}}.
async ({ number, presses, seed }) => {
  const lab = document.querySelectorAll("code-lab")[number];
  const text = (selector) => lab.querySelector(selector)?.textContent ?? "";
  const count = (piece) => Number(/^(\d+)/.exec(text(`[data-count="${piece}"]`))?.[1] ?? 0);
  const chips = (piece) => lab.querySelectorAll(`[data-messages="${piece}"] > li`).length;
  const button = (verb) => lab.querySelector(`button[data-do="${verb}"]`);
  const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  const found = new Set();

  const look = (after) => {
    const next = text(".celery__next");
    const wrong = (what) => found.add(`after ${after}: ${what} | ${next} | ${text(".picture")}`);
    for (const piece of ["broker", "worker", "backend"]) {
      const shown = chips(piece);
      if (shown !== Math.min(12, count(piece))) wrong(`${piece}: ${shown} chips, ${count(piece)} counted`);
    }
    const said = /(\d+|No) messages? waits?/.exec(next)?.[1];
    if (said && (Number(said) || 0) !== count("broker")) wrong("sentence and broker count otherwise");
    const none = text('[data-count="worker"]').startsWith("no worker");
    if (none !== (button("start").textContent === "Start worker")) wrong("a running worker can be started");
    if (none && chips("worker")) wrong("a message is with a worker that is not there");
    if (/no worker runs/.test(next) && !none) wrong("the sentence knows of no worker");
    const running = lab.querySelector('[data-messages="worker"] [data-state="running"]');
    if (running && button("stop").hidden) wrong("what runs cannot be stopped");
    const firsts = [...lab.querySelectorAll(".md-button--primary")];
    if (firsts.length > 1) wrong(`next things: ${firsts.map((one) => one.textContent)}`);
    if (firsts.some((one) => one.disabled)) wrong(`${firsts[0].textContent} cannot be pressed`);
    const named = /Next: (.*)\.$/.exec(next)?.[1];
    if (named && named !== firsts[0]?.textContent) wrong("sentence and button name two next things");
    if (!button("step").disabled && !text(".celery__signal")) wrong("a step from nowhere");
  };

  const able = () => {
    const all = "button[data-do]:not([disabled], [data-do=edit], [data-do=restore], [data-do=share]), .celery__pace input, [data-close]";
    const shown = [...lab.querySelectorAll(all)].filter((one) => one.offsetParent);
    return shown.filter((one) => one.dataset.do !== "stop" || random() < 0.2);
  };

  const pressed = {};
  for (let at = 0; at < presses; at += 1) {
    const choice = able();
    const one = choice[Math.floor(random() * choice.length)];
    const name = one?.value || one?.dataset.do || "close";
    pressed[name] = (pressed[name] ?? 0) + 1;
    one?.click();
    for (let frame = 0; frame < 1 + random() * 12; frame += 1) {
      await new Promise(requestAnimationFrame);
      look(name);
    }
  }
  return { found: [...found].slice(0, 10), pressed };
};
