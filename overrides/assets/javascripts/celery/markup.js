// The markup of a running lab about Celery: buttons, the picture of the four pieces, the signals so far.
// Adds: nothing that moves; view.js, picture.js and inspector.js fill it.
import { SITE } from "../lab/place.js";
import { terminal } from "../lab/terminals.js";
import { t } from "../language.js";

const PIECES = { client: t("client"), broker: t("broker"), worker: t("worker"), backend: t("result backend") };
const PACES = { full: t("Full speed"), slow: t("Slow motion"), step: t("Step by step") };

const piece = ([name, title]) => `
  <section class="picture__piece" data-piece="${name}" aria-label="${title}">
    <p class="picture__title"><b>${title}</b> <span data-count="${name}"></span></p>
    <ul class="picture__messages" data-messages="${name}"></ul>
  </section>`;

const pace = (group) => ([name, words]) =>
  `<label><input type="radio" name="${group}" value="${name}"${name === "full" ? " checked" : ""}>${words}</label>`;

/** `group` is a name that no other lab of the page has. */
export const markup = (group) => `
  <div class="celery__bar" role="group" aria-label="${t("Steer Celery")}">
    <button type="button" class="md-button" data-do="start">${t("Start worker")}</button>
    <button type="button" class="md-button" data-do="step">${t("Step")}</button>
    <button type="button" class="md-button" data-do="skip">${t("Skip the wait")}</button>
    <button type="button" class="md-button" data-do="reset">${t("Reset")}</button>
    <fieldset class="celery__pace"><legend>${t("Pace")}</legend>${Object.entries(PACES).map(pace(group)).join("")}</fieldset>
  </div>
  <p class="celery__signal" role="status"></p>
  <p class="celery__next" role="status"></p>
  <div class="picture">${Object.entries(PIECES).map(piece).join("")}</div>
  <section class="inspector" aria-label="${t("Opened message")}" hidden></section>`;

/** What stands below the outputs: the signals, the worker's log, and what of all this is real. */
export const logs = `<section class="lab__log">
  <details class="celery__signals"><summary>${t("Signals so far:")} <span data-count="signals">0</span></summary><ol tabindex="0" aria-label="${t("Signals, in order")}"></ol></details>
  <p class="lab__printed">${t("The worker’s log")}</p>
  <div data-more-terminals>${terminal("worker", t("What the worker prints"))}</div>
  <p class="celery__truth">${t("Celery itself, unedited, and its own worker. Not real: the broker is in this tab’s memory, the worker has one thread, and one Python plays every part.")} <a href="${new URL("lab/", SITE).href}">${t("What is real, in full")}</a></p>
</section>`;
