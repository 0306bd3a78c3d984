/* The dates of a line of a schedule by any clock, laid out as generator/pages/schedule.py does. Pure. */

import { interval, occurrences } from "./calendar.js"
import { shown } from "./moments.js"
import { MINUTE } from "./zone.js"

/** How many dates to come are in sight; how many of one line there are on a page at all. */
const IN_SIGHT = 8
const MOST = 400

/**
 * @typedef {object} Line
 * @property {any} when its time, as docs/time.md describes it
 * @property {any} horizon how far it is shown where nothing else ends it, in the same shape
 * @property {Date[] | null} recorded the beginnings of what is on record; null where the log tells nothing of this T0
 */
/** @typedef {"on record" | "not recorded" | "due" | ""} Standing empty for what lies ahead */
/** @typedef {{start: Date, end: Date, day: string, clock: string, standing: Standing}} Occurrence */
/**
 * @typedef {object} Dates
 * @property {Occurrence[]} past
 * @property {Occurrence | null} next the one under way or ahead
 * @property {Occurrence[]} soon the first that follow
 * @property {Occurrence[]} later the rest
 * @property {Standing} standing of the next one; of what comes once, its own
 * @property {string} soFar how many are over, and how they stand
 * @property {string} more how many there are behind those in sight
 * @property {number} shown how many there are on the page
 * @property {boolean} isSingle
 * @property {boolean} goesOn whether there are more after the window
 * @property {boolean} isCut whether there are more within it than are shown
 */

/**
 * @param {Line} line
 * @param {import("./calendar.js").Rules} rules
 * @param {Date | null} ended when the crisis was over
 * @param {Date} now
 * @returns {Dates | null} null for what has no beginning or no end that is known
 */
export function datesOf({ when, horizon, recorded }, rules, ended, now) {
  const isSingle = when.kind !== "recurring"
  const { end, goesOn } = isSingle ? { end: null, goesOn: false } : window(when, horizon, rules, ended)
  const found = isSingle ? once(when, rules) : occurrences(when, rules, null, end, MOST + 1)
  if (!found.length) return null
  const all = found.slice(0, MOST).map((one) => ({ ...one, ...words(one, when, rules.zone, now), standing: standing(one, recorded, now) }))
  const past = all.filter((one) => one.end < now)
  const [next = null, ...coming] = all.slice(past.length)
  const later = coming.slice(IN_SIGHT)
  const isCut = found.length > MOST
  const until = dayOf(/** @type {Occurrence} */ (all.at(-1)).end, rules.zone, now)
  return {
    past, next, soon: coming.slice(0, IN_SIGHT), later, isSingle, goesOn, isCut, shown: all.length,
    standing: (next ?? (isSingle ? past[0] : null))?.standing ?? "",
    soFar: [`${past.length} so far`, counts(past)].filter(Boolean).join(": "),
    more: `and ${later.length} more until ${until}${goesOn || isCut ? ", and so on" : ""}`,
  }
}

function counts(past) {
  const told = ["on record", "not recorded"].map((word) => [past.filter(({ standing }) => standing === word).length, word])
  return told.filter(([count]) => count).map(([count, word]) => `${count} ${word}`).join(", ")
}

/** Where the dates that are shown end, and whether it goes on after that; what begins at the end is still within. */
function window(when, horizon, rules, ended) {
  if (ended) return { end: after(ended), goesOn: false }
  if (interval(when, rules)?.end) return { end: null, goesOn: false }
  return { end: after(interval(horizon, rules)?.end), goesOn: true }
}

const after = (date) => (date ? new Date(+date + MINUTE) : null)

function once(when, rules) {
  const found = interval(when, rules)
  return found?.start && found.end ? [{ start: found.start, end: found.end }] : []
}

/** @returns {Standing} */
function standing({ start, end }, recorded, now) {
  if (!recorded) return ""
  if (recorded.some((at) => +at === +start)) return "on record"
  if (end < now) return "not recorded"
  return start <= now ? "due" : ""
}

/** What lasts a day or longer is told by its dates alone; the parts of one day by their hours. */
function words({ start, end }, when, zone, now) {
  const [first, last] = [start, end].map((date) => dayOf(date, zone, now))
  if (+start === +end) return { day: first, clock: clockOf(start, zone, now) }
  if (when.halves && when.every.days) return { day: first, clock: `${clockOf(start, zone, now)} – ${clockOf(end, zone, now)}` }
  if (first === last) return { day: first, clock: "" }
  // A year is said once.
  const year = / \d{4}$/.exec(first)?.[0]
  return { day: `${year && last.endsWith(year) ? first.slice(0, -year.length) : first} – ${last}`, clock: "" }
}

const dayOf = (date, zone, now) => shown(date, zone, now).split(", ")[0]
const clockOf = (date, zone, now) => shown(date, zone, now).split(", ")[1]
