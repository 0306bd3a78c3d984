/* Moments as readers meet them, in words and on a clock of 24 hours. */

import { DAY, MINUTE, knownZone, wallOf } from "./zone.js"

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

/** From here on one unit is exact enough, in minutes. */
const HOURS_ALONE = 6 * 60
const DAYS_ALONE = 48 * 60

/** @param {Date} date @param {string} zone @returns {Date | null} its wall time, to be read with getUTC... */
function wallDate(date, zone) {
  const wall = date ? wallOf(date.getTime(), zone) : NaN
  return Number.isNaN(wall) ? null : new Date(wall)
}

/** @param {Date} wall @returns {string} */
function clock(wall) {
  return wall.toISOString().slice(11, 16)
}

/** @param {Date} wall @param {Date | null} now @returns {string} */
function day(wall, now) {
  const year = wall.getUTCFullYear() === now?.getUTCFullYear() ? "" : ` ${wall.getUTCFullYear()}`
  return `${WEEKDAYS[wall.getUTCDay()]} ${wall.getUTCDate()} ${MONTHS[wall.getUTCMonth()]}${year}`
}

/** @param {Date | null} one @param {Date | null} other @returns {boolean} */
function isSameDay(one, other) {
  return one?.toISOString().slice(0, 10) === other?.toISOString().slice(0, 10)
}

/** @returns {string} the zone of the reader's device */
export function ownZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC"
}

/**
 * A zone by its city: "London".
 * @param {string} zone an IANA name
 * @returns {string} "UTC" where the browser does not know the zone, since its times are then shown in UTC
 */
export function zoneName(zone) {
  const name = knownZone(zone).replace(/^.*\//, "").replaceAll("_", " ")
  // The sign of these names is the other way round than everybody reads it.
  return name.replace(/^GMT([+-])(?=\d)/, (_, sign) => (sign === "+" ? "UTC-" : "UTC+"))
}

/**
 * A moment on the zone's clocks: "Tue 24 Nov, 03:12"; with the year where it is not now's.
 * @param {Date} date
 * @param {string} zone
 * @param {Date} now
 * @returns {string} empty for what is no moment
 */
export function shown(date, zone, now) {
  const wall = wallDate(date, zone)
  return wall ? `${day(wall, wallDate(now, zone))}, ${clock(wall)}` : ""
}

/**
 * A moment in the playbook's zone, and in the reader's where its clocks show another time then:
 * "09:00 London · 04:00 your time". A date stands before a time that is not today's, and before the
 * reader's time where the two dates differ.
 * @param {Date} date
 * @param {string} zone the playbook's
 * @param {Date} now
 * @param {string} [own] the reader's zone; the device's unless told
 * @returns {string} empty for what is no moment
 */
export function inZones(date, zone, now, own = ownZone()) {
  const [there, here] = [zone, own].map((each) => wallDate(date, each))
  if (!there || !here) return ""
  const today = wallDate(now, zone)
  const dated = (wall, known) => (isSameDay(wall, known) ? clock(wall) : `${day(wall, today)}, ${clock(wall)}`)
  const text = `${dated(there, today)} ${zoneName(zone)}`
  return there.getTime() === here.getTime() ? text : `${text} · ${dated(here, there)} your time`
}

/**
 * How long until then, or since: "in 48 min", "in 1 h 10 min", "in 6 h", "in 3 days", "2 h ago", "now".
 * It is rounded down, so that nobody is promised time that is not there.
 * @param {number} ms milliseconds from now on; negative for what has passed
 * @returns {string} empty for what is no number
 */
export function lengthTo(ms) {
  if (!Number.isFinite(ms)) return ""
  const minutes = Math.round(Math.abs(ms) / MINUTE)
  if (minutes === 0) return "now"
  return ms > 0 ? `in ${length(minutes)}` : `${length(minutes)} ago`
}

/** @param {number} minutes @returns {string} */
function length(minutes) {
  if (minutes < 60) return `${minutes} min`
  if (minutes >= DAYS_ALONE) return `${Math.floor(minutes / (DAY / MINUTE))} days`
  const hours = `${Math.floor(minutes / 60)} h`
  const fives = Math.floor((minutes % 60) / 5) * 5
  return fives && minutes < HOURS_ALONE ? `${hours} ${fives} min` : hours
}
