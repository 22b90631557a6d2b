// The markup of a running lab: buttons, timeline, four panes. Loaded with the first Run.
// Adds: nothing that moves; view.js and the panes fill it.
import { terminal } from "../lab/terminals.js";

const SITE = new URL("../../../../", import.meta.url);

const pane = (piece, title, hint, body) => `
  <section class="pane" data-piece="${piece}" aria-label="${title}">
    <p class="pane__title"><b>${title}</b> <span data-count="${piece}">${hint}</span></p>
    ${body}
  </section>`;

export const markup = `
  <div class="celery__bar" role="group" aria-label="Steer the lab">
    <button type="button" class="md-button" data-do="start">Start worker</button>
    <button type="button" class="md-button" data-do="one">Take one message</button>
    <button type="button" class="md-button" data-do="letRun" aria-pressed="false">Let it run</button>
    <button type="button" class="md-button" data-do="skip">Skip the wait</button>
    <button type="button" class="md-button" data-do="reset">Reset</button>
  </div>
  <div class="celery__timeline" tabindex="0" role="region" aria-label="Timeline">
    <table><caption class="hidden-text">Where each message has been, told by Celery’s signals</caption>
      <thead><tr><th scope="col" class="celery__task">Task</th>
        <th scope="col" data-piece="client">client</th><th scope="col" data-piece="broker">broker</th>
        <th scope="col" data-piece="worker">worker</th><th scope="col" data-piece="backend">result backend</th>
      </tr></thead><tbody></tbody></table>
    <p class="celery__earlier" hidden></p>
  </div>
  <div class="celery__panes">
    ${pane("broker", "Broker", "", `<div class="pane__rows" data-rows="broker"></div>`)}
    ${pane("worker", "Worker", "", `<div data-more-terminals>${terminal("worker", "What the worker prints")}</div>`)}
    ${pane("backend", "Result backend", "", `<div class="pane__rows" data-rows="backend"></div>`)}
  </div>
  <p class="celery__truth">Celery itself, unedited, and its own worker. Not real: the broker is in this tab’s memory, the worker has one
    thread, and one Python plays every part. <a href="${new URL("lab/", SITE).href}">What is real, in full</a></p>`;
