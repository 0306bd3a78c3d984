/* The occurrences of what recurs, one after the other, within bounds that are already instants; as
   generator/when/recurrence.py finds them. */

import { clockOf, lengthOf, monthEnd, weekday } from "./reckoning.js"
import { DAY, MINUTE } from "./zone.js"

/** @typedef {import("./reckoning.js").Length} Length */
/** @typedef {import("./reckoning.js").Reckoning} Reckoning */
/** @typedef {{ start: number, end: number }} Stretch alike for a moment */
/** @typedef {{ first: number, last: number | null }} Reach where occurrences may lie, both included; null is open */

const [WORK_BEGINS, NOON, WORK_ENDS] = [9, 12, 18].map((hour) => hour * 60 * MINUTE)

/** No plan reaches further; it keeps what never ends from running for ever. */
const END = Date.UTC(2200, 0, 1)

/**
 * Occurrences that start in the window (its end is outside), strictly increasing.
 * @param {any} data what recurs: `every`, `first`, `rests`, and `halves` or `at`, `weekdays`, `month_day`
 * @param {Reach} reach
 * @param {{ from: number | null, to: number | null }} window
 * @param {Reckoning} reckoning
 * @returns {Generator<Stretch>}
 */
export function* expand(data, reach, window, reckoning) {
  const earliest = Math.max(reach.first, window.from ?? reach.first)
  const stop = Math.min(END, window.to ?? END)
  let previous = -Infinity
  for (const { start, end } of candidates(data, reach.first, earliest, reckoning)) {
    // Turned round, so that what is no number ends it too.
    if (!(start < stop && start <= (reach.last ?? stop))) return
    const found = clipped(start, end, reach)
    // A date that a zone skips whole falls together with the next one.
    if (!found || found.start < earliest || found.start >= stop || found.start <= previous) continue
    previous = found.start
    yield found
  }
}

/** What of an occurrence lies within reach; null for nothing. */
function clipped(start, end, { first, last }) {
  if (start === end) return start >= first ? { start, end } : null
  const found = { start: Math.max(start, first), end: Math.min(end, last ?? end) }
  return found.start < found.end ? found : null
}

/** Occurrences in order, from the one at or before `earliest` on, without end; none for what is no cadence. */
function candidates(data, first, earliest, reckoning) {
  const length = lengthOf(data.every)
  if (!length) return []
  if (length.isElapsed) return byClock(length.size, data, first, earliest, reckoning)
  const [base, near] = [first, earliest].map((instant) => reckoning.local(instant).date)
  const blocks = blocksOf(length, base, near, reckoning)
  if (data.halves) return length.unit === "days" ? halfDays(blocks, reckoning) : halves(blocks, reckoning)
  const at = listOf(data.at).map(clockOf).filter((clock) => clock !== null)
  if (data.weekdays) return onDates(weekly(length, data.weekdays, base, near), at, reckoning)
  if (data.month_day) return onDates(monthly(length, data.month_day, base, near), at, reckoning)
  return at.length ? onDates(firsts(blocks), at, reckoning) : works(blocks, reckoning)
}

function listOf(value) {
  return Array.isArray(value) ? value : []
}

function* byClock(step, { first, rests }, base, earliest, reckoning) {
  // The last one due before `earliest` may have moved to the end of quiet hours after it.
  let number = Math.max(first === 0 ? 0 : 1, Math.floor((earliest - base) / step))
  for (;;) {
    const planned = base + number * step
    const due = rests ? reckoning.rested(planned) : planned
    yield { start: due, end: due }
    number = Math.max(number, Math.floor((due - base) / step)) + 1
  }
}

/** Consecutive stretches of dates of one length, counted from `base`; the first one holds `near`. */
function* blocksOf(length, base, near, reckoning) {
  const passed = length.unit === "days" ? reckoning.daysBetween(base, near) / length.count : (near - base) / length.size
  for (let number = Math.floor(passed); ; number += 1) {
    const [first, after] = [number, number + 1].map((times) => reckoning.later(base, length, times))
    yield reckoning.trimmed(first, after - 1)
  }
}

function* firsts(blocks) {
  for (const [first] of blocks) yield first
}

function* works(blocks, reckoning) {
  for (const [first, last] of blocks) yield work(first, last, reckoning)
}

function* halves(blocks, reckoning) {
  for (const [first, last] of blocks) {
    const middle = first + Math.floor((last - first + 1) / 2)
    yield work(...reckoning.trimmed(first, middle - 1), reckoning)
    yield work(...reckoning.trimmed(middle, last), reckoning)
  }
}

function* halfDays(blocks, reckoning) {
  for (const [date] of blocks) {
    const [begins, noon, ends] = [WORK_BEGINS, NOON, WORK_ENDS].map((clock) => reckoning.at(date, clock))
    yield { start: begins, end: noon }
    yield { start: noon, end: ends }
  }
}

function* weekly({ unit, size }, weekdays, base, near) {
  const days = listOf(weekdays).filter((day) => Number.isInteger(day) && day >= 1 && day <= 7)
  if (unit !== "weeks" || !days.length) return
  const monday = base - weekday(base)
  for (let week = monday + size * Math.floor((near - monday) / size); ; week += size) {
    for (const day of days) yield week + day - 1
  }
}

function* monthly({ unit, count }, day, base, near) {
  if (unit !== "months" || !Number.isInteger(day)) return
  const [origin, latest] = [base, near].map((date) => new Date(date * DAY))
  const [year, first] = [origin.getUTCFullYear(), origin.getUTCMonth()]
  const passed = (latest.getUTCFullYear() - year) * 12 + latest.getUTCMonth() - first
  for (let month = first + count * Math.floor(passed / count); ; month += count) {
    yield Math.min(Date.UTC(year, month, day) / DAY, monthEnd(year, month))
  }
}

/** At times of the clock, else during the day's work. */
function* onDates(dates, at, reckoning) {
  for (const date of dates) {
    // Two times of which the clock skips one may come in the other order, or together.
    const moments = [...new Set(at.map((clock) => reckoning.at(date, clock)))].sort((one, other) => one - other)
    yield* moments.length ? moments.map((moment) => ({ start: moment, end: moment })) : [work(date, date, reckoning)]
  }
}

/** @param {number} first @param {number} last @param {Reckoning} reckoning @returns {Stretch} */
function work(first, last, reckoning) {
  return { start: reckoning.at(first, WORK_BEGINS), end: reckoning.at(last, WORK_ENDS) }
}
