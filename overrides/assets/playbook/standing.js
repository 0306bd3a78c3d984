/* Where an action stands at a moment: what the log says of it, else what its time says. Pure: no page, no clock. */

import { interval, occurrences } from "./calendar.js"

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR

/** What begins within so many milliseconds comes next; what begins after them comes later. */
export const AHEAD = 6 * HOUR

/** What is due at one moment is under way for so many milliseconds, or until it is due again. */
export const GRACE = HOUR

/** The longest that one of each can take, in milliseconds: a day of the plan may be a weekend long. */
const LENGTHS = {
  minutes: HOUR / 60, hours: HOUR, days: 3 * DAY, weeks: 7 * DAY, months: 31 * DAY, quarters: 92 * DAY, years: 366 * DAY,
}

/**
 * @typedef {object} Action what a page says of an action
 * @property {object | null} when its time, as docs/time.md describes it
 * @property {string} status what the log last says of it; of what recurs, without naming an occurrence
 * @property {Date | null} recorded when it said so
 * @property {{at: Date, status: string, recorded: Date}[]} occurrences what it last says of single ones, by their moment
 */

/**
 * @typedef {object} Standing
 * @property {"done" | "dropped" | "blocked" | "now" | "next" | "not-confirmed" | "late" | "undated"} state
 * @property {Date | null} start of its time, or of the occurrence that counts
 * @property {Date | null} end alike
 */

/**
 * `late` needs a record: somebody said after the end that it is not done. Else, once its time is over, nobody
 * knows. Of what recurs the occurrence that began last counts; once that is done, the first to come that is not.
 *
 * @param {Action} action
 * @param {object | null} rules calendar.js's; null while nobody knows T0
 * @param {Date} now
 * @returns {Standing}
 */
export function standing(action, rules, now) {
  if (action.when?.kind === "recurring") return recurring(action, rules, now)
  const { start, end } = (rules && action.when && interval(action.when, rules)) ?? { start: null, end: null }
  const said = ["done", "dropped", "blocked"].includes(action.status)
  return { state: said ? action.status : timed({ start, end }, GRACE, action.recorded, now), start, end }
}

function recurring(action, rules, now) {
  const { current, coming = [], others } = rules ? around(action.when, rules, now) : { others: [] }
  // What was done ahead of its time is not to be done again.
  const next = coming.find((one) => !isOver(lastOf(action, one, others)))
  const at = current ?? next ?? { start: null, end: null }
  if (["dropped", "blocked"].includes(action.status)) return { state: action.status, ...at }
  if (!current) return { state: next ? "next" : "undated", ...at }
  const last = lastOf(action, current, others)
  if (isOver(last)) {
    return next ? { state: "next", ...next } : { state: last.status, ...current }
  }
  const grace = coming.length ? Math.min(GRACE, coming[0].start - current.start) : GRACE
  return { state: timed(current, grace, last?.recorded, now), ...current }
}

/** Whether nothing of an occurrence is left to do, by what the log last says of it. */
function isOver(last) {
  return ["done", "dropped"].includes(last?.status)
}

/** What the log last says of one occurrence, and when; undefined where it says nothing. */
function lastOf({ status, recorded, occurrences: named }, current, others) {
  // Named by its day or by its moment: the first that is not over by then.
  const own = named.filter(({ at }) => others.find(({ end }) => end >= at) === current)
  // What names none means the one at hand.
  if (recorded >= current.start) own.push({ status, recorded })
  return own.sort((a, b) => a.recorded - b.recorded).at(-1)
}

function timed({ start, end }, grace, recorded, now) {
  if (!start && !end) return "undated"
  if (start && now < start) return "next"
  const limit = end && (start && +start === +end ? +end + grace : +end)
  if (!limit || now < limit) return "now"
  return recorded && +recorded > limit ? "late" : "not-confirmed"
}

/** The occurrence that began last, those after it, and all that lie around them. */
function around(when, rules, now) {
  const bounds = interval(when, rules)
  if (!bounds?.start) return { others: [] }
  const [unit, count] = Object.entries(when.every)[0]
  // Quiet hours hold back for less than a day.
  const reach = 2 * count * LENGTHS[unit] + DAY
  const middle = Math.max(bounds.start, Math.min(now, bounds.end ?? now))
  const others = occurrences(when, rules, new Date(middle - reach), new Date(middle + reach), 20000)
  return {
    others,
    current: others.findLast((one) => one.start <= now),
    coming: others.filter((one) => one.start > now),
  }
}
