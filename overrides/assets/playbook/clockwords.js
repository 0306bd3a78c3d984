/* T0s and drills as texts, in links, forms and storage, and what a clock says in words. Pure: no page, no storage. */

import { lengthTo, ownZone, shown, zoneName } from "./moments.js"
import { DAY, instantOf, wallOf } from "./zone.js"

const MOMENT = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?$/
const DRILL = /^day-(\d{1,3}),([01]\d|2[0-3]):([0-5]\d)(?:,([a-z0-9]+(?:-[a-z0-9]+)*))?$/

/** How far from now a T0 can lie and still be meant, in milliseconds. */
const BACK = 3660 * DAY
const AHEAD = 366 * DAY

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const LONGEST_ID = 60

/** @param {unknown} value @returns {boolean} whether it can be the id of a role, whoever wrote it */
export function isId(value) {
  return typeof value === "string" && value.length <= LONGEST_ID && ID.test(value)
}

/**
 * A moment that a link or a form names.
 * @param {unknown} text `2026-11-23T09:00Z`, with an offset, or without: then on the zone's clocks
 * @param {string} zone
 * @returns {Date | null} null for what is none, such as 30 February
 */
export function readMoment(text, zone) {
  // In an address a plus stands for a blank.
  const found = typeof text === "string" ? MOMENT.exec(text.trim().replace(" ", "+")) : null
  if (!found) return null
  const [, day, time, offset] = found
  const wall = Date.parse(`${day}T${time}Z`)
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 16) !== `${day}T${time}`) return null
  const instant = offset ? Date.parse(`${day}T${time}${offset}`) : instantOf(wall, zone)
  return Number.isNaN(instant) ? null : new Date(instant)
}

/**
 * Whether a crisis can have been declared then.
 * @param {Date | null} t0
 * @param {Date} now
 * @returns {boolean}
 */
export function isPlausible(t0, now) {
  const away = t0 ? t0.getTime() - now.getTime() : NaN
  return away > -BACK && away < AHEAD
}

/** @param {Date} date @returns {string} as links and runs name it: `2026-11-23T09:00Z` */
export function minuteOf(date) {
  return `${date.toISOString().slice(0, 16)}Z`
}

/** @param {Date} date @param {string} zone @returns {string} as a form's field, and the playbook's `activated`, hold it */
export function fieldOf(date, zone) {
  return new Date(wallOf(date.getTime(), zone)).toISOString().slice(0, 16)
}

/**
 * What a drill's link asks for.
 * @param {unknown} text `day-3,09:00,data-scientist`; the role may be left out
 * @returns {{day: number, time: string, role: string | null} | null}
 */
export function readDrill(text) {
  const found = typeof text === "string" ? DRILL.exec(text) : null
  const day = found ? Number(found[1]) : 0
  return found && day > 0 && (found[4] === undefined || isId(found[4])) ? { day, time: `${found[2]}:${found[3]}`, role: found[4] ?? null } : null
}

/** @param {Date} date @param {string} zone @param {Date} now @returns {string} "Mon 23 Nov, 09:00 London" */
export function inWords(date, zone, now) {
  return `${shown(date, zone, now)} ${zoneName(zone)}`
}

/**
 * The same moment for the reader.
 * @param {Date} date
 * @param {string} zone the playbook's
 * @param {Date} now
 * @param {string} [own] the reader's zone
 * @returns {string} "04:12 your time", with the date where it is another; empty where the clocks agree
 */
export function yours(date, zone, now, own = ownZone()) {
  const [there, here] = [zone, own].map((each) => shown(date, each, now))
  if (there === here) return ""
  const [theirDay] = there.split(", ")
  return `${here.startsWith(`${theirDay}, `) ? here.slice(theirDay.length + 2) : here} your time`
}

/** @param {Date} t0 @param {Date} now @returns {string} "18 h since declared" */
export function sinceWords(t0, now) {
  const away = lengthTo(t0.getTime() - now.getTime())
  if (away === "now") return "just declared"
  return away.startsWith("in ") ? `starts ${away}` : away.replace(/ ago$/, " since declared")
}
