/* Local dates beside every relative time, kept up as the clock runs. Where T0 is official the page holds the build's;
   scripts add the reader's own zone. In a drill, or where T0 was declared here, all dates are reckoned anew. */

import { interval } from "./calendar.js"
import { clock, onClock } from "./clock.js"
import { playbook } from "./config.js"
import { told } from "./dates.js"

/** @type {WeakMap<Element, any>} */
const parsed = new WeakMap()

/** @param {HTMLElement} time @returns {any} its time as JSON */
function dataOf(time) {
  if (!parsed.has(time)) parsed.set(time, JSON.parse(time.dataset.when ?? "{}"))
  return parsed.get(time)
}

/** @param {HTMLElement} time @returns {import("./calendar.js").Interval | null} the build's interval */
function builtInterval({ dataset }) {
  const [start, end] = [dataset.start, dataset.end].map((iso) => (iso ? new Date(iso) : null))
  return start || end ? { start, end } : null
}

/** @param {HTMLElement} time @returns {HTMLElement} where its dates stand */
function placeOf(time) {
  const found = /** @type {HTMLElement | null} */ (time.querySelector(".pb-dates"))
  if (found) return found
  const made = document.createElement("span")
  made.className = "pb-dates"
  time.append(" ", made)
  return made
}

/** @param {HTMLElement} time */
function show(time) {
  const own = ["declared", "drill"].includes(clock.mode)
  const data = dataOf(time)
  const known = own ? interval(data, clock.rules) : builtInterval(time)
  const found = told(data, known, clock.rules ?? { zone: playbook.zone, t0: null }, clock.now())
  const place = found || time.querySelector(".pb-dates") ? placeOf(time) : null
  const text = found ? `(${found.text})` : ""
  if (place && place.textContent !== text) place.textContent = text
  if (found?.phase) time.dataset.phase = found.phase
  else delete time.dataset.phase
}

/**
 * Brings the dates of all times up to now: after a script has put new ones on the page.
 * @param {ParentNode} [root]
 */
export function refreshTimes(root = document) {
  root.querySelectorAll(".pb-time[data-when]").forEach((time) => show(/** @type {HTMLElement} */ (time)))
}

onClock(() => refreshTimes())
refreshTimes()
