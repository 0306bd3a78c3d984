/* From times to moments, once T0 is known. Reads the JSON that pages carry (docs/time.md, "As data, for scripts") and
   comes to the same moments as generator/when/calendar.py. What the time is now is no concern of it. */

import { Edges } from "./edges.js"
import { expand } from "./recurrence.js"
import { DAY } from "./zone.js"

/** @typedef {import("./reckoning.js").Rules} Rules */
/** @typedef {{ start: Date | null, end: Date | null }} Interval null where open; a moment has both alike */

const KINDS = ["interval", "recurring"]

/** What is asked for at most, whatever the caller says. */
const MOST = 10_000

/**
 * From when until when; for something recurring, where its first and last may lie.
 * @param {any} data
 * @param {Rules | null} rules
 * @returns {Interval | null} null where it cannot be known: it begins with words, or with an event that is not
 *   reached. What ends with such is open. The end is never before the start.
 */
export function interval(data, rules) {
  if (!rules || !KINDS.includes(data?.kind)) return null
  const edges = new Edges(rules)
  const start = edges.instant(data.from, false)
  const end = edges.instant(data.to, true)
  const isUnknown = start === null && (data.from != null || end === null)
  if (isUnknown) return null
  const isBackwards = start !== null && end !== null && end < start
  // A start that nobody wrote gives way; else what was promised first stands.
  const both = data.from?.t0 ? end : start
  return isBackwards ? dates(both, both) : dates(start, end)
}

/**
 * When something recurring is to happen, in order, each once. An occurrence belongs to the window that holds its
 * start; the window's end is outside.
 * @param {any} data
 * @param {Rules | null} rules
 * @param {Date | null} from null: from the first on
 * @param {Date | null} to null: without end
 * @param {number} [limit] at most so many, and never more than 10,000
 * @returns {{ start: Date, end: Date }[]} none for what does not recur, or starts with something unknown
 */
export function occurrences(data, rules, from, to, limit = 1000) {
  const found = []
  if (!rules || data?.kind !== "recurring" || !(limit >= 1)) return found
  const edges = new Edges(rules)
  const first = edges.instant(data.from, false)
  if (first === null) return found
  const reach = { first, last: edges.instant(data.to, true) }
  const window = { from: from?.getTime() ?? null, to: to?.getTime() ?? null }
  for (const { start, end } of expand(data, reach, window, edges.reckoning)) {
    found.push(dates(start, end))
    if (found.length >= Math.min(limit, MOST)) break
  }
  return found
}

/**
 * The number of the day on which a moment lies, 1 being T0's date; a weekend belongs to the working day before it.
 * @param {Date} date
 * @param {Rules | null} rules
 * @returns {number} 0 for every earlier date, and without T0
 */
export function dayOf(date, rules) {
  if (!rules) return 0
  const { reckoning, today } = new Edges(rules)
  const found = reckoning.local(date.getTime()).date
  return today !== null && found >= today ? reckoning.daysBetween(today, found) + 1 : 0
}

/**
 * The date of a day of the plan; day 1 is T0's date, even on a weekend.
 * @param {number} day from 1 on
 * @param {Rules | null} rules
 * @returns {string | null} as 2026-11-23; null without T0, and for what is no day
 */
export function dateOf(day, rules) {
  const date = rules ? new Edges(rules).dateOfDay(day) : null
  return date === null ? null : new Date(date * DAY).toISOString().slice(0, 10)
}

/** @param {number | null} start @param {number | null} end @returns {any} */
function dates(start, end) {
  const [first, last] = [start, end].map((instant) => (instant === null ? null : new Date(instant)))
  return { start: first, end: last }
}
