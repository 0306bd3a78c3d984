/* How long an acceptance still counts, by the reader's clock. */

import { clock, onClock } from "./clock.js"
import { lengthTo } from "./moments.js"

/**
 * @param {string} moment ISO 8601
 * @param {Date} now
 * @returns {string} "· ends in 4 days"; empty once it is over, and for what is no moment
 */
export function left(moment, now) {
  const rest = Date.parse(moment) - now.getTime()
  return rest > 0 ? `· ends ${lengthTo(rest)}` : ""
}

function tell() {
  const now = clock.now()
  for (const place of document.querySelectorAll("[data-ends]")) {
    const text = left(place.dataset.ends, now)
    if (place.textContent !== text) place.textContent = text
  }
}

if (document.querySelector("[data-ends]")) {
  tell()
  onClock(tell)
}
