/* When somebody is away. Days count whole: who leaves on the 24th is away from its first minute. Pure. */

import { interval } from "./calendar.js"
import { DAY, wallOf } from "./zone.js"

/**
 * @param {object} first its first day, as docs/time.md describes times
 * @param {object} last its last day
 * @param {import("./reckoning.js").Rules} rules without T0 only dates can be known
 * @param {Date} now
 * @returns {{state: "later" | "now" | "over" | "unknown", until: Date | null}} `until` lies on the last day
 */
export function absence(first, last, rules, now) {
  const from = interval(first, rules)?.start
  const until = interval(last, rules)?.end ?? null
  if (!from || !until) return { state: "unknown", until: null }
  const [start, today, end] = [from, now, until].map((moment) => Math.floor(wallOf(+moment, rules.zone) / DAY))
  if (today < start) return { state: "later", until }
  return { state: today > end ? "over" : "now", until }
}
