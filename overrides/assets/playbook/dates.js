/* Intervals as local dates, the playbook's and the reader's, and whether they are over. Pure. */

import { interval, occurrences } from "./calendar.js"
import { ownZone, shown, zoneName } from "./moments.js"
import { DAY, MINUTE } from "./zone.js"

/** @typedef {import("./calendar.js").Interval} Interval */
/** @typedef {"past" | "now" | "next"} Phase */

/** The longest that one of each takes: a day of the plan may be a weekend long. */
const LONGEST = {
  minutes: MINUTE, hours: 60 * MINUTE, days: 3 * DAY, weeks: 7 * DAY, months: 31 * DAY, quarters: 92 * DAY, years: 366 * DAY,
}
/** What is rare, or rests for a night, comes again within so many lengths and a day. */
const LENGTHS_AHEAD = 3

/**
 * An interval on a zone's clocks, as pages write it: "Mon 23 Nov 09:00 – 12:00".
 * @param {Interval} one
 * @param {string} zone
 * @param {Date} now the year is named where it is another
 * @returns {string} empty where nothing is known
 */
export function range({ start, end }, zone, now) {
  const [first, last] = [start, end].map((each) => (each ? shown(each, zone, now).replace(",", "") : ""))
  if (!first || !last) return first ? `from ${first}` : last && `until ${last}`
  if (first === last) return first
  const [day, clock] = [dayIn(last), clockIn(last)]
  return `${first} – ${dayIn(first) === day ? clock : last}`
}

const clockIn = (text) => text.slice(-5)
const dayIn = (text) => text.slice(0, -6)

/**
 * An interval on both clocks: "Tue 24 Nov 09:00 – 12:00 London · 04:00 – 07:00 your time".
 * @param {Interval} one
 * @param {string} zone the playbook's
 * @param {Date} now
 * @param {string} [own] the reader's zone
 * @returns {string} empty where nothing is known; the reader's part only where the clocks differ
 */
export function bothRanges(one, zone, now, own = ownZone()) {
  const [there, here] = [zone, own].map((each) => range(one, each, now))
  if (!there) return ""
  const text = `${there} ${zoneName(zone)}`
  if (there === here) return text
  return `${text} · ${withoutDays(here, there)} your time`
}

/** Days that both clocks show are not told twice. */
function withoutDays(here, there) {
  const days = /\w+ \d+ \w+(?: \d{4})? (?=\d\d:)/g
  return String(here.match(days)) === String(there.match(days)) ? here.replaceAll(days, "") : here
}

/**
 * The occurrence that is under way, else the next one.
 * @param {any} data what recurs
 * @param {any} rules
 * @param {Date} now
 * @returns {{start: Date, end: Date} | null} null once the last is over
 */
export function occurrenceAt(data, rules, now) {
  const [[unit, count]] = Object.entries(data.every)
  const length = LONGEST[unit] * count
  const from = new Date(now.getTime() - length)
  const begins = Math.max(now.getTime(), interval(data, rules)?.start?.getTime() ?? 0)
  const to = new Date(begins + LENGTHS_AHEAD * length + DAY)
  return occurrences(data, rules, from, to).find(({ end }) => end >= now) ?? null
}

/**
 * @param {Interval} one
 * @param {Date} now
 * @returns {Phase}
 */
export function phaseOf({ start, end }, now) {
  if (start && now < start) return "next"
  return end && now > end ? "past" : "now"
}

/**
 * What stands beside a time of the plan.
 * @param {any} data its time, as docs/time.md describes it
 * @param {Interval | null} known when that is
 * @param {any} rules null while nobody knows T0
 * @param {Date} now
 * @returns {{text: string, phase: Phase | null} | null} null where scripts know no more than the page
 */
export function told(data, known, rules, now) {
  if (data.kind !== "recurring") {
    return known && { text: bothRanges(known, rules.zone, now), phase: phaseOf(known, now) }
  }
  const bounds = rules.t0 && interval(data, rules)
  if (!bounds) return null
  const one = occurrenceAt(data, rules, now)
  if (!one) return { text: `over: ${bothRanges(bounds, rules.zone, now)}`, phase: "past" }
  const phase = phaseOf(one, now)
  return { text: `${phase === "next" ? "next: " : ""}${bothRanges(one, rules.zone, now)}`, phase }
}
