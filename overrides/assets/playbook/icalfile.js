/* Events as an iCalendar file (RFC 5545), which every calendar reads. Pure: no page, no clock of its own. */

import { fit } from "./entryfile.js"

/**
 * @typedef {object} Happening
 * @property {string} uid the same each time that the file is made
 * @property {string} title
 * @property {string} text
 * @property {string | null} url
 * @property {string} kind
 * @property {Date | string} start a moment, or a date as 2026-11-24
 * @property {Date | string} end likewise; a date is the first one after the event
 * @property {boolean} free whether whoever takes part is free for other things meanwhile
 * @property {number | null} alarm minutes before the start, or after it where negative; null for none
 */

/** A line holds so many octets, and continues on the next behind a blank. */
const LONGEST = 75

/**
 * @param {{title: string, program: string, made: Date, events: Happening[]}} calendar its name, what made it, when
 * @returns {string}
 */
export function calendarText({ title, program, made, events }) {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:${escaped(program)}`,
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escaped(title)}`,
    ...events.flatMap((event) => eventLines(event, momentOf(made))),
    "END:VCALENDAR",
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join("")
}

/** @param {Happening} event @param {string} stamp @returns {string[]} */
function eventLines({ uid, title, text, url, kind, start, end, free, alarm }, stamp) {
  const address = url && /^https?:/.test(url) ? new URL(url).href : null
  return [
    "BEGIN:VEVENT",
    `UID:${escaped(uid)}`,
    `DTSTAMP:${stamp}`,
    `DTSTART${timeOf(start)}`,
    `DTEND${timeOf(end)}`,
    `SUMMARY:${escaped(title.replace(/\s+/g, " "))}`,
    ...(text ? [`DESCRIPTION:${escaped(text)}`] : []),
    ...(address ? [`URL:${address}`] : []),
    `CATEGORIES:${escaped(kind)}`,
    "STATUS:CONFIRMED",
    `TRANSP:${free ? "TRANSPARENT" : "OPAQUE"}`,
    ...(alarm === null ? [] : alarmLines(title, alarm)),
    "END:VEVENT",
  ]
}

function alarmLines(title, minutes) {
  const sign = minutes > 0 ? "-" : ""
  const trigger = `TRIGGER:${sign}PT${Math.abs(minutes)}M`
  return ["BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escaped(title.replace(/\s+/g, " "))}`, trigger, "END:VALARM"]
}

/** @param {Date | string} time @returns {string} what follows the name of a property that holds a time */
function timeOf(time) {
  return time instanceof Date ? `:${momentOf(time)}` : `;VALUE=DATE:${time.replaceAll("-", "")}`
}

/** @param {Date} date @returns {string} 20261124T090000Z */
function momentOf(date) {
  return `${date.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`
}

/** @param {string} text @returns {string} one that neither ends its line nor begins another */
function escaped(text) {
  return fit(text).replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n")
}

/** @param {string} line @returns {string} in lines that are short enough; no character is cut in two */
function folded(line) {
  const found = []
  let [part, length] = ["", 0]
  for (const character of line) {
    const size = octets(character)
    if (length + size > LONGEST) {
      found.push(part)
      part = ""
      // The blank that comes first.
      length = 1
    }
    part += character
    length += size
  }
  return [...found, part].join("\r\n ")
}

/** @param {string} character @returns {number} in UTF-8 */
function octets(character) {
  const code = character.codePointAt(0) ?? 0
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}
