/* How a playbook counts: its zone, its days, its quiet hours; as generator/when/reckoning.py does. Instants are
   milliseconds, a date is the number of days since 1970-01-01, a time of the clock the milliseconds since midnight. */

import { DAY, MINUTE, instantOf, knownZone, wallOf } from "./zone.js"

/**
 * @typedef {object} Rules
 * @property {string} zone an IANA time zone
 * @property {"calendar" | "working"} days
 * @property {[string, string] | null} quiet from and to, as HH:MM; across midnight too
 * @property {Date | null} t0 null while no crisis is declared: what counts from T0 is then unknown
 * @property {Record<string, Date>} anchors moments of events reached and actions done
 */

/** @typedef {{ count: number, size: number, unit: string, isElapsed: boolean }} Length `size`: milliseconds or dates */

const [FRIDAY, WORKING_DAYS] = [4, 5]
const DATES_IN = { days: 1, weeks: 7, months: 30, quarters: 90, years: 365 }
const TIME_IN = { minutes: MINUTE, hours: 60 * MINUTE }

/** @param {number} date @returns {number} 0 is Monday */
export function weekday(date) {
  return (((date + 3) % 7) + 7) % 7
}

/** @param {number} year @param {number} month from 0 on, past 11 in later years @returns {number} its last date */
export function monthEnd(year, month) {
  return Date.UTC(year, month + 1, 0) / DAY
}

/** @param {any} text "09:00" @returns {number | null} null for what is no time of the clock */
export function clockOf(text) {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text)
  return found && (Number(found[1]) * 60 + Number(found[2])) * MINUTE
}

/** @param {any} data `{"hours": 4}` @returns {Length | null} null for what is no length */
export function lengthOf(data) {
  const [[unit, count] = ["", 0], ...others] = Object.entries(data ?? {})
  const isElapsed = Object.hasOwn(TIME_IN, unit)
  const isLength = Number.isSafeInteger(count) && count > 0 && (isElapsed || Object.hasOwn(DATES_IN, unit))
  if (!isLength || others.length) return null
  return { count, size: count * (isElapsed ? TIME_IN : DATES_IN)[unit], unit, isElapsed }
}

/** A playbook's way of counting. */
export class Reckoning {
  /** @param {Rules} rules */
  constructor({ zone, days, quiet }) {
    const [start, end] = (quiet ?? []).map(clockOf)
    this.zone = knownZone(zone)
    this.working = days === "working"
    this.quiet = start == null || end == null ? null : { start, end }
  }

  /** @param {number} date @param {number} clock @returns {number} an instant */
  at(date, clock) {
    return instantOf(date * DAY + clock, this.zone)
  }

  /** @param {number} instant @returns {{ date: number, clock: number }} as the zone's clocks show it */
  local(instant) {
    const wall = wallOf(instant, this.zone)
    const date = Math.floor(wall / DAY)
    return { date, clock: wall - date * DAY }
  }

  /** @param {number} instant @returns {number} the instant, or when the quiet hours end in which it lies */
  rested(instant) {
    if (!this.quiet) return instant
    const { start, end } = this.quiet
    const { date, clock } = this.local(instant)
    const isQuiet = start < end ? start <= clock && clock < end : clock >= start || clock < end
    const wakes = start >= end && clock >= start ? date + 1 : date
    // In autumn the clock may show a quiet hour once more after their end has come.
    return isQuiet ? Math.max(instant, this.at(wakes, end)) : instant
  }

  /** @param {number} date @param {number} count @returns {number} the date so many counted days later */
  daysLater(date, count) {
    if (!this.working || count === 0) return date + count
    // A weekend counts from its Friday.
    const days = Math.min(weekday(date), FRIDAY) + count
    return date - weekday(date) + 7 * Math.floor(days / WORKING_DAYS) + (days % WORKING_DAYS)
  }

  /** @param {number} start @param {number} end @returns {number} how many counted days `end` comes after `start` */
  daysBetween(start, end) {
    if (!this.working) return end - start
    const mondays = end - weekday(end) - (start - weekday(start))
    return (mondays / 7) * WORKING_DAYS + Math.min(weekday(end), FRIDAY) - Math.min(weekday(start), FRIDAY)
  }

  /** @param {number} date @param {Length} length in days or longer @param {number} [times] @returns {number} a date */
  later(date, length, times = 1) {
    return length.unit === "days" ? this.daysLater(date, length.count * times) : date + length.size * times
  }

  /** @param {number} first @param {number} last @returns {[number, number]} dates without the weekends at their ends */
  trimmed(first, last) {
    if (!this.working) return [first, last]
    const begins = weekday(first) > FRIDAY ? first + 7 - weekday(first) : first
    const ends = last - Math.max(0, weekday(last) - FRIDAY)
    // Only T0 itself declares a weekend to be a day.
    return begins <= ends ? [begins, ends] : [first, first]
  }
}
