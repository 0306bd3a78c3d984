/* Whether a measured value is still good enough to act on, by the reader's clock: the page was made earlier. */

import { clock, onClock } from "./clock.js"

/**
 * @param {string} until the moment up to which a value counts, ISO 8601
 * @param {Date} now
 * @returns {boolean}
 */
export function isStale(until, now) {
  return now.getTime() > Date.parse(until)
}

/** Flags what is stale by now, and counts it where a page counts. */
function mark() {
  const now = clock.now()
  for (const flag of document.querySelectorAll("[data-fresh-until]")) flag.hidden = !isStale(flag.dataset.freshUntil, now)
  for (const total of document.querySelectorAll("[data-stale-among]")) {
    const count = document.querySelectorAll(`${total.dataset.staleAmong} [data-fresh-until]:not([hidden])`).length
    total.querySelector("strong").textContent = String(count)
    total.hidden = count === 0
  }
}

if (document.querySelector("[data-fresh-until]")) {
  mark()
  onClock(mark)
}
