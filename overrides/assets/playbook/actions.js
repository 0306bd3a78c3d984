/* What a page says of an action, read from the element that stands for it. */

import { clock } from "./clock.js"
import { standing } from "./standing.js"

/**
 * @param {HTMLElement} element with `data-action`
 * @returns {import("./standing.js").Action & {id: string, owner: string, supports: string[], needs: string[]}}
 */
export function actionOf(element) {
  const { action, owner, supports, needs } = element.dataset
  const time = element.querySelector(".pb-time[data-when]")
  return {
    ...known(element.dataset, time?.dataset.when),
    id: action,
    owner,
    supports: words(supports),
    needs: words(needs),
  }
}

/**
 * Whether an action that others need keeps them waiting: it does not where nobody can say that it is not done.
 *
 * @param {HTMLElement} element with `data-need`
 * @returns {boolean}
 */
export function isHolding(element) {
  const action = known(element.dataset, element.dataset.when)
  return holds(action, standingOf(action))
}

/**
 * The same of one whose standing is known. What recurs is never over: it holds nobody up unless it is blocked.
 *
 * @param {import("./standing.js").Action} action
 * @param {import("./standing.js").Standing} standing
 * @returns {boolean}
 */
export function holds({ when }, { state }) {
  return when?.kind === "recurring" ? state === "blocked" : !["done", "dropped", "not-confirmed"].includes(state)
}

/** @param {DOMStringMap} data @param {string | undefined} when @returns {import("./standing.js").Action} */
function known({ status, recorded, occurrences }, when) {
  // In a drill nobody has said yet what the log says of later.
  const isKnown = !recorded || clock.knows(recorded)
  return {
    when: when ? JSON.parse(when) : null,
    status: isKnown ? status : "open",
    recorded: recorded && isKnown ? new Date(recorded) : null,
    occurrences: named(JSON.parse(occurrences)),
  }
}

/** @param {Record<string, [string, string]>} said what the log last says of each occurrence, and when it said so */
function named(said) {
  return Object.entries(said)
    .filter(([, [, recorded]]) => clock.knows(recorded))
    .map(([at, [status, recorded]]) => ({ at: new Date(at), status, recorded: new Date(recorded) }))
}

/**
 * Shows what can be started because others finished; in a drill nobody may have finished it yet.
 * @param {HTMLElement} root
 * @returns {number} how many it shows
 */
export function showUnblocked(root) {
  const all = [...root.querySelectorAll(".pb-unblocked")]
  for (const one of all) one.hidden = !clock.knows(one.dataset.knownFrom)
  return all.filter((one) => !one.hidden).length
}

/** @param {string} text @returns {string[]} */
function words(text) {
  return text.split(" ").filter(Boolean)
}

/** @param {import("./standing.js").Action} action @returns {import("./standing.js").Standing} where it stands now */
export function standingOf(action) {
  return standing(action, clock.rules, clock.now())
}
