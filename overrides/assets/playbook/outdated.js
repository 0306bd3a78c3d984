/* Beside what is about to be sent: whether the facts on this page are still the plan's. */

import { element } from "./parts.js"
import { isFrozen, isNewer, newest, own } from "./published.js"
import { listening } from "./telling.js"

/** So often at most the site is asked. */
const AGAIN = 60_000

/** @type {HTMLElement[]} */
const notices = []
let asked = -AGAIN

/** @returns {HTMLElement} where it is said, once somebody has asked */
export function outdated() {
  const made = listening(element("p", { className: "pb-send-newer" }))
  notices.push(made)
  return made
}

/** Asks the site; where nobody answers nothing is said. */
export async function askForNewer() {
  if (!own || isFrozen || performance.now() - asked < AGAIN) return
  asked = performance.now()
  const stamp = await newest()
  if (!stamp || !isNewer(stamp)) return
  for (const notice of notices) notice.textContent = "A newer plan is live: reload this page first, its facts may differ."
}
