/* From what a plan puts into calendars (docs/calendar.md) to events with dates, for one clock, as
   generator/exports/calendar/ makes them of the official one. What recurs is written out, each time an event. Pure. */

import { interval, occurrences } from "./calendar.js"
import { Reckoning } from "./reckoning.js"
import { DAY, MINUTE } from "./zone.js"

/** @typedef {import("./reckoning.js").Rules} Rules */
/** @typedef {import("./icalfile.js").Happening} Happening */
/** @typedef {{ start: Date, end: Date }} Stretch alike for a moment */
/** @typedef {{uid: string, kind: string, title: string, text: string, address: string, roles: string[], time: any,
 *    days: boolean, due: boolean, minutes: number | null, alarm: number | null}} Item as calendar.json has it */
/** @typedef {{items: Item[], horizon: any}} Agenda */
/** @typedef {{at: number, start: Date | string, end: Date | string, over: number, free: boolean}} Placed the how many-th it
 *    is, the instant at which it is over, whether it leaves people free */
/**
 * @typedef {object} Frame
 * @property {string} run whose calendar it is: no other's event has the same name
 * @property {string} mark what every title begins with
 * @property {URL} base the site's root
 * @property {Date} now what is over by then reminds nobody
 */

/** As often is one thing written out. */
export const MOST = 500

/** As many times of one thing are looked at. */
const MANY = 10_000

/** Minutes, of what stands at a moment without saying how long it takes. */
const SHORT = 15

/** So far after T0 reaches a plan that does not say how far. */
const FAR = 90 * DAY

/**
 * @param {any} data what calendar.json holds
 * @returns {Agenda | null} null for what this script cannot read
 */
export function agendaOf(data) {
  const isRead = data?.format === 1 && Array.isArray(data.items) && data.items.every(isItem)
  return isRead ? data : null
}

/** @param {any} item @returns {boolean} */
function isItem(item) {
  const texts = [item?.uid, item?.kind, item?.title, item?.text, item?.address]
  return texts.every((text) => typeof text === "string") && Array.isArray(item.roles) && typeof item.time?.kind === "string"
}

/**
 * @param {Agenda} agenda
 * @param {Rules} rules with T0
 * @param {Frame} frame
 * @returns {{events: Happening[], last: Date, cut: string[]}} `last`: until then what recurs is written out; `cut` are
 *   the titles of what recurs more often than that even so
 */
export function eventsOf({ items, horizon }, rules, frame) {
  const reckoning = new Reckoning(rules)
  const last = lastOf(horizon, rules)
  const cut = []
  const events = items.flatMap((item) => {
    const found = stretches(item, rules, last).map((each, at) => ({ at, ...placed(item, each, reckoning) }))
    if (found.length > MOST) cut.push(item.title)
    return written(found, frame.now).map((each) => event(item, each, frame))
  })
  return { events, last, cut }
}

/** As far as the plan reaches, or with the end of the crisis. @param {any} horizon @param {Rules} rules @returns {Date} */
function lastOf(horizon, rules) {
  const reaches = interval(horizon, rules)?.end ?? new Date(rules.t0.getTime() + FAR)
  const { ended } = rules.anchors
  return ended && ended < reaches ? ended : reaches
}

/** Where there are too many, what is over gives way. @param {Placed[]} found @param {Date} now @returns {Placed[]} */
function written(found, now) {
  const since = now.getTime() - DAY
  const coming = found.length > MOST ? found.filter(({ over }) => over > since) : found
  return (coming.length ? coming : found).slice(0, MOST)
}

/** @param {Item} item @param {Rules} rules @param {Date} last @returns {Stretch[]} */
function stretches({ time, due }, rules, last) {
  // A window's end is outside, the plan's last moment is not.
  const stop = new Date(last.getTime() + 1)
  if (time.kind === "recurring") return occurrences(time, rules, rules.t0, stop, MANY)
  const found = interval(time, rules)
  const [start, end] = [found?.start ?? found?.end, found?.end ?? found?.start]
  if (!start || !end) return []
  return [{ start: due ? end : start, end }]
}

/** @param {Item} item @param {Stretch} stretch @param {Reckoning} reckoning @returns {Omit<Placed, "at">} */
function placed({ days, due, minutes }, { start, end }, reckoning) {
  if (days) {
    // What ends at midnight takes nothing of the day that begins there.
    const [first, last] = [start.getTime(), end.getTime() - 1].map((instant) => reckoning.local(instant).date)
    const after = Math.max(first, last) + 1
    return { start: dateOf(first), end: dateOf(after), over: reckoning.at(after, 0), free: true }
  }
  const isMoment = start.getTime() === end.getTime()
  const over = isMoment ? start.getTime() + (minutes || SHORT) * MINUTE : end.getTime()
  return { start, end: new Date(over), over, free: due || over - start.getTime() >= DAY }
}

/** @param {Item} item @param {Placed} placed @param {Frame} frame @returns {Happening} */
function event(item, { at, start, end, over, free }, { run, mark, base, now }) {
  const page = new URL(`.${item.address}`, base)
  const name = item.time.kind === "recurring" ? `${run}.${at + 1}.${item.uid}` : `${run}.${item.uid}`
  return {
    uid: name,
    title: `${mark}: ${item.title}`,
    text: [item.text, page.href].filter(Boolean).join("\n\n"),
    url: page.href,
    kind: item.kind,
    start,
    end,
    free,
    alarm: over > now.getTime() ? item.alarm : null,
  }
}

/** @param {number} date @returns {string} 2026-11-24 */
function dateOf(date) {
  return new Date(date * DAY).toISOString().slice(0, 10)
}
