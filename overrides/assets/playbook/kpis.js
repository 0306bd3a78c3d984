/* What is too old, or should have been recorded, by the reader's clock: the page was made earlier. */

import { clock, onClock } from "./clock.js"

/**
 * @param {string} moment ISO 8601
 * @param {Date} now
 * @returns {boolean} whether the moment is past
 */
export function isPast(moment, now) {
  return now.getTime() > Date.parse(moment)
}

/** Shows the flags whose moment is past, counts them where a page counts, hides what stands for their absence. */
function mark() {
  const now = clock.now()
  for (const flag of document.querySelectorAll("[data-shown-after]")) flag.hidden = !isPast(flag.dataset.shownAfter, now)
  for (const total of document.querySelectorAll("[data-shown-among]")) {
    const count = document.querySelectorAll(`${total.dataset.shownAmong} [data-shown-after]:not([hidden])`).length
    total.querySelector("strong").textContent = String(count)
    total.hidden = count === 0
  }
  for (const hint of document.querySelectorAll("[data-hidden-by]")) {
    hint.hidden = document.querySelector(`:is(${hint.dataset.hiddenBy}):not([hidden])`) !== null
  }
}

if (document.querySelector("[data-shown-after]")) {
  mark()
  onClock(mark)
}
