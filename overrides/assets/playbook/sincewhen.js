/* Since when a reader asks what changed: from the date in an address to a moment, from that to what is shown and what
   of it fits on paper. Nothing here knows of the page. */

import { DAY, instantOf, wallOf } from "./zone.js"

/**
 * The beginning of a date in the playbook's zone.
 * @param {string} date as YYYY-MM-DD
 * @param {string} zone
 * @returns {Date | null} null for what is no date
 */
export function beginning(date, zone) {
  const wall = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN
  // A calendar of scripts takes the 31st of June for the 1st of July.
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 10) !== date) return null
  return new Date(instantOf(wall, zone))
}

/**
 * @param {Date} moment
 * @param {string} zone
 * @param {number} [days] so many before
 * @returns {string} the date on the zone's clocks, as YYYY-MM-DD
 */
export function dateOf(moment, zone, days = 0) {
  return new Date(wallOf(moment.getTime(), zone) - days * DAY).toISOString().slice(0, 10)
}

/**
 * What a reader can choose from: words and a date, each date once, the earliest last.
 * @param {Date} now
 * @param {Date | null} t0
 * @param {string} zone
 * @returns {[string, string][]}
 */
export function choices(now, t0, zone) {
  const found = [["yesterday", 1], ["3 days ago", 3], ["a week ago", 7]].map(([words, days]) => [words, dateOf(now, zone, days)])
  if (!t0) return found
  const declared = dateOf(t0, zone)
  return [...found.filter(([, date]) => date > declared), ["the crisis was declared", declared]]
}

/**
 * @param {{at: string, lines: number}[]} changes newest first, `at` in ISO 8601
 * @param {Date} begin
 * @param {Date} now
 * @param {number} room how many lines paper has for them
 * @returns {{isShown: boolean, isOnPaper: boolean}[]} what happened between the two, and what of it fits
 */
export function chosen(changes, begin, now, room) {
  let left = room
  return changes.map(({ at, lines }) => {
    const moment = Date.parse(at)
    const isShown = moment >= begin.getTime() && moment <= now.getTime()
    if (isShown) left -= lines
    return { isShown, isOnPaper: isShown && left >= 0 }
  })
}

/** @param {number} count @returns {string} "3 changes" */
export function counted(count) {
  return count ? `${count} ${count === 1 ? "change" : "changes"}` : "nothing"
}
