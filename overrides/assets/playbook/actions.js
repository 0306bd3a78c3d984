/* What a page says of an action, read from the element that stands for it. */

import { clock } from "./clock.js"
import { standing } from "./standing.js"

/**
 * @param {HTMLElement} element with `data-action`
 * @returns {import("./standing.js").Action & {id: string, owner: string, supports: string[], needs: string[]}}
 */
export function actionOf(element) {
  const { action, owner, supports, needs, status, recorded, occurrences } = element.dataset
  const time = element.querySelector(".pb-time[data-when]")
  // In a drill nobody has said yet what the log says of later.
  const isKnown = !recorded || clock.knows(recorded)
  return {
    id: action,
    owner,
    supports: words(supports),
    needs: words(needs),
    when: time ? JSON.parse(time.dataset.when) : null,
    status: isKnown ? status : "open",
    recorded: recorded && isKnown ? new Date(recorded) : null,
    occurrences: Object.fromEntries(Object.entries(JSON.parse(occurrences)).filter(([at]) => clock.knows(at))),
  }
}

/** @param {string} text @returns {string[]} */
function words(text) {
  return text.split(" ").filter(Boolean)
}

/** @param {import("./standing.js").Action} action @returns {import("./standing.js").Standing} where it stands now */
export function standingOf(action) {
  return standing(action, clock.rules, clock.now())
}
