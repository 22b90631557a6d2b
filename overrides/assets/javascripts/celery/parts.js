// A message's parts, with a line on each: what a reader sees who opens one.
import { t } from "../language.js";

/** [[name, value, what it is for], …] of a message as the broker has it. */
export function partsOf({ headers, properties, body, raw }) {
  const shown = (value) => (typeof value === "string" ? value : JSON.stringify(value));
  const parts = [
    ["task", headers.task, t("The name under which the worker looks for a function. No code travels.")],
    ["id", headers.id, t("The handle has it, and the row in the result backend will have it.")],
    [t("arguments"), argumentsOf(body), t("JSON: what JSON cannot say cannot be sent.")],
    ["eta", headers.eta ?? t("none"), t("The worker takes the message at once, and holds it until then.")],
    ["expires", headers.expires ?? t("never"), t("A worker that takes it later drops it.")],
    ["retries", headers.retries, t("How many tries came before. A retry is a new message with the same id.")],
    ["timelimit", headers.timelimit, t("Hard and soft limit of this one call, in seconds.")],
    ["root_id", headers.root_id, t("The call with which it all began: the same in a whole canvas.")],
    ["parent_id", headers.parent_id ?? t("none"), t("The task that sent this one, if it was a task.")],
    ["origin", headers.origin, t("The process that sent it.")],
    ["ignore_result", headers.ignore_result, t("Whether the worker is to store nothing.")],
    ["reply_to", properties.reply_to ?? t("none"), t("Where an answer would go if results came back by message.")],
    ["correlation_id", properties.correlation_id, t("The id again, for brokers and tools that know no Celery.")],
    ["delivery_info", properties.delivery_info, t("Exchange and routing key: which queue it goes to.")],
    ["delivery_tag", properties.delivery_tag ?? t("none yet"), t("What the worker names when it acknowledges.")],
    ["delivery_mode", properties.delivery_mode, t("2: a broker that keeps messages on disk keeps this one.")],
    [t("headers, whole"), JSON.stringify(headers, null, 1), t("All that stands beside the body.")],
    ["body", body, t("Arguments, keyword arguments, and what is to follow: callbacks, chain, chord.")],
    [t("body as stored"), raw, t("The same in base64, as it lies in the broker.")],
  ];
  return parts.map(([name, value, why]) => [name, shown(value ?? t("none")), why]);
}

/** [[name, value, what it is for], …] of a row in the result backend. */
export function partsOfRow({ key, state, stored }) {
  return [
    ["key", key, t("Under this key the backend has it; the task’s id is its end.")],
    ["status", state, t("The state that a handle reads. PENDING is no row at all.")],
    ["stored", indented(stored), t("The whole row: result or error, and when it was done.")],
  ];
}

/** What the form starts with. */
export function fieldsOf({ headers, properties, body }) {
  const [args, kwargs] = parsed(body);
  return {
    task: headers.task,
    args: JSON.stringify(args),
    kwargs: JSON.stringify(kwargs),
    queue: properties.delivery_info?.routing_key ?? "celery",
    countdown: "",
    retries: String(headers.retries ?? 0),
  };
}

function argumentsOf(body) {
  const [args, kwargs] = parsed(body);
  return `${JSON.stringify(args)} ${JSON.stringify(kwargs)}`;
}

function parsed(body) {
  try {
    const [args, kwargs] = JSON.parse(body);
    return [args, kwargs];
  } catch {
    return [[], {}]; // pickle or YAML: the form starts empty
  }
}

function indented(json) {
  try {
    return JSON.stringify(JSON.parse(json), null, 1);
  } catch {
    return json;
  }
}
