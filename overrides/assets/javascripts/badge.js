// badge(): how many questions are due, on the icon of the installed site.
// Adds: set at a visit and after an answer, cleared when nothing is due. Nothing where there are no badges, or the reader wants none.
import * as progress from "./progress.js";
import { due, standings } from "./schedule.js";

const KEY = `handoff-badge ${new URL("../../", import.meta.url).pathname}`; // of this device, so not in the export

export const possible = () => "setAppBadge" in navigator;

export async function badge(now = Date.now()) {
  if (!possible()) return;
  const count = wanted() ? due(standings(progress.all()), now).length : 0;
  try {
    await (count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge());
  } catch {
    // The platform has badges, but not for this site: it is not installed.
  }
}

export const wanted = () => storage((local) => local.getItem(KEY)) !== "off";

export function want(on) {
  storage((local) => (on ? local.removeItem(KEY) : local.setItem(KEY, "off")));
  badge();
}

function storage(use) {
  try {
    return use(localStorage);
  } catch {
    return null;
  }
}
