/* The plan by the clock: today in the list of days and on the timeline, and the dates of days. */

import { dateOf, dayOf } from "./calendar.js"
import { clock, onClock } from "./clock.js"
import { shown } from "./moments.js"

const SVG = "http://www.w3.org/2000/svg"

/**
 * Where a moment of the plan stands on a scale.
 * @param {number} day with its fraction: 1.5 is the middle of day 1
 * @param {[number, number, number, number][]} scale first and last day, x and width in percent, part by part
 * @returns {number | null} in percent; null beyond the scale
 */
export function at(day, scale) {
  const part = scale.find(([first, last]) => day >= first && day < last + 1)
  if (!part) return null
  const [first, last, x, width] = part
  return x + (width * (day - first)) / (last + 1 - first)
}

/**
 * Dates as pages write them: "Tue 24 Nov – Fri 27 Nov".
 * @param {(string | null)[]} dates as 2026-11-24, the first and the last
 * @param {Date} now the year is named where it is another
 * @returns {string} empty where one is not known
 */
export function words(dates, now) {
  if (dates.includes(null)) return ""
  const day = (date) => shown(new Date(`${date}T12:00Z`), "UTC", now).split(",")[0]
  return [...new Set(dates.map(day))].join(" – ")
}

/** @returns {number} 0 where there is no today: before T0 is known, and when the crisis is over */
function today() {
  const isOver = clock.ended !== null && clock.now() > clock.ended
  return isOver ? 0 : dayOf(clock.now(), clock.rules)
}

/** @param {Element} root @param {string} selector @returns {HTMLElement[]} */
const all = (root, selector) => [...root.querySelectorAll(selector)].map((one) => /** @type {HTMLElement} */ (one))

/** @param {HTMLElement} section @param {number} day @returns {boolean} whether today lies in it */
function mark(section, day) {
  const days = [section.dataset.first, section.dataset.last].map(Number)
  const isToday = days[0] <= day && day <= days[1]
  const dates = clock.rules ? words(days.map((one) => dateOf(one, clock.rules)), clock.now()) : ""
  for (const place of all(section, ".pb-day-dates")) place.textContent = dates
  for (const chip of all(section, ".pb-today")) chip.hidden = !isToday
  for (const head of all(section, ".pb-day-head")) head.hidden = !dates
  section.classList.toggle("pb-day--today", isToday)
  return isToday
}

/** @param {Element} bar @param {number | null} x in percent */
function rule(bar, x) {
  bar.querySelector(".pb-tl-now")?.remove()
  if (x === null) return
  const line = document.createElementNS(SVG, "line")
  const place = { class: "pb-tl-now", x1: `${x}%`, x2: `${x}%`, y1: "0", y2: "100%" }
  for (const [name, value] of Object.entries(place)) line.setAttribute(name, value)
  bar.append(line)
}

function show() {
  const day = today()
  const current = all(document, ".pb-day[data-first]").filter((section) => mark(section, day))[0]
  for (const way of all(document, ".pb-plan-today")) {
    way.hidden = !current
    if (current) way.setAttribute("href", `#_day-${current.dataset.first}`)
  }
  for (const timeline of all(document, ".pb-tl")) {
    const x = at(day + 0.5, JSON.parse(timeline.dataset.scale ?? "[]"))
    for (const bar of all(timeline, ".pb-tl-bar")) rule(bar, x)
    for (const line of all(timeline, ".pb-tl-today")) {
      line.hidden = day === 0
      line.textContent = `Today is day ${day}${x === null ? ", beyond this picture." : ": the upright line."}`
    }
  }
}

if (document.querySelector(".pb-day, .pb-tl")) {
  onClock(show)
  show()
}
