/* Where times begin and end, for one T0. An instant or a date is null where it is open, not known, or nothing that
   docs/time.md describes. */

import { Reckoning, clockOf, lengthOf, monthEnd } from "./reckoning.js"
import { DAY, MINUTE } from "./zone.js"

const WORK_ENDS = 18 * 60 * MINUTE

/** Edges stand on edges: in what the generator writes on two at most. */
const DEEPEST = 8

/** Turns the edges of the JSON into instants. */
export class Edges {
  /** @param {import("./reckoning.js").Rules} rules */
  constructor(rules) {
    const t0 = rules.t0?.getTime() ?? NaN
    this.reckoning = new Reckoning(rules)
    this.anchors = rules.anchors ?? {}
    this.t0 = Number.isNaN(t0) ? null : t0
    this.today = this.t0 === null ? null : this.reckoning.local(this.t0).date
  }

  /**
   * @param {any} edge
   * @param {boolean} closes whether it is an end
   * @param {number} [depth] how many edges stand on this one
   * @returns {number | null}
   */
  instant(edge, closes, depth = 0) {
    if (edge === null || typeof edge !== "object" || depth > DEEPEST) return null
    const found = this.#known(edge) ?? this.#counted(edge, depth) ?? this.#wall(this.#date(edge), edge.time, closes)
    return Number.isFinite(found) ? found : null
  }

  /** @param {number} day from 1 on @returns {number | null} the date of a day of the plan */
  dateOfDay(day) {
    const isDay = this.today !== null && Number.isInteger(day) && day >= 1
    return isDay ? this.reckoning.daysLater(this.today, day - 1) : null
  }

  /** T0, a moment, what the log says was reached. */
  #known(edge) {
    if (edge.t0) return this.t0
    if (edge.moment) return this.#moment(String(edge.moment))
    const name = edge.event ?? edge.action
    return name && Object.hasOwn(this.anchors, name) ? this.anchors[name].getTime() : null
  }

  /** Without an offset it is meant in the playbook's zone. */
  #moment(text) {
    if (/(Z|[+-]\d\d:\d\d)$/.test(text)) return Date.parse(text)
    const wall = Date.parse(`${text}Z`)
    const date = Math.floor(wall / DAY)
    return this.reckoning.at(date, wall - date * DAY)
  }

  /** A length after another edge, or through it. */
  #counted(edge, depth) {
    const length = lengthOf(edge.after ?? edge.through)
    const start = length && this.instant(edge.of, "after" in edge, depth + 1)
    if (start === null) return null
    if (length.isElapsed) return edge.rests ? this.reckoning.rested(start + length.size) : start + length.size
    const { date, clock } = this.reckoning.local(start)
    if ("after" in edge) return this.reckoning.at(this.reckoning.later(date, length), clock)
    // The first date counts: `for 1 day` ends on the day on which it starts.
    const last = length.unit === "days" ? this.reckoning.daysLater(date, length.count - 1) : date + length.size - 1
    return this.#onT0(last, WORK_ENDS, true)
  }

  #date(edge) {
    if ("day" in edge) return this.dateOfDay(edge.day)
    if ("date" in edge) return Date.parse(`${edge.date}T00:00Z`) / DAY
    if (!edge.month_end || this.today === null) return null
    const today = new Date(this.today * DAY)
    return monthEnd(today.getUTCFullYear(), today.getUTCMonth())
  }

  #wall(date, time, closes) {
    const clock = clockOf(time)
    return date === null || clock === null ? null : this.#onT0(date, clock, closes)
  }

  /** On T0's date nothing starts before T0, and nothing is over before it has begun. */
  #onT0(date, clock, closes) {
    const found = this.reckoning.at(date, clock)
    if (date !== this.today || found > this.t0) return found
    if (!closes) return this.t0
    const ends = this.reckoning.at(date, WORK_ENDS)
    return ends > this.t0 ? ends : this.reckoning.at(date + 1, 0)
  }
}
