/* When an audience hears something next, whether the last time is recorded, when it last heard anything. Pure. */

import { interval, occurrences } from "./calendar.js"
import { lengthOf } from "./reckoning.js"
import { DAY, MINUTE } from "./zone.js"

/** Quiet hours, weekends and uneven months move an occurrence away from where its length puts it. */
const SLACK = 4 * DAY

/** Somebody who sends a little early has sent it; of what comes often that is half its length. */
const EARLY = 15 * MINUTE

/**
 * @typedef {object} Due
 * @property {Date | null} next when it is due next
 * @property {Date | null} missed when it was due last, where nothing is recorded of that
 */

/**
 * @param {object} when a time, as docs/time.md describes it
 * @param {Date[]} sent the moments for which the log says that something was sent
 * @param {object | null} rules calendar.js's; null while nobody knows T0
 * @param {Date} now
 * @returns {Due}
 */
export function due(when, sent, rules, now) {
  if (!rules) return { next: null, missed: null }
  const all = when.kind === "recurring" ? around(when, rules, now) : once(when, rules)
  const next = all.find((one) => limit(one) > now)
  const last = all.findLast((one) => limit(one) <= now)
  const length = lengthOf(when.every)
  const early = Math.min(EARLY, length?.isElapsed ? length.size / 2 : EARLY)
  const isSent = (one) => sent.some((at) => at >= +one.start - early && (!next || at < next.start))
  const isAhead = (one) => sent.some((at) => at >= +one.start - early && at <= limit(one))
  return {
    // What is sent ahead of its limit, or for a moment to come, is not due any more.
    next: next && !isAhead(next) ? limit(next) : following(all, next),
    missed: last && !isSent(last) ? limit(last) : null,
  }
}

/**
 * @param {Date[]} moments when an audience heard something, oldest first
 * @param {Date | null} t0 what was heard before it is not of this crisis
 * @param {Date} now
 * @returns {Date | null} when it last heard anything
 */
export function lastHeard(moments, t0, now) {
  return moments.findLast((at) => at <= now && (!t0 || at >= t0)) ?? null
}

/** The last moment at which it is still in time: a stretch of days ends, a moment is one. */
function limit(one) {
  return one.end ?? one.start
}

function following(all, one) {
  const after = all[all.indexOf(one) + 1]
  return one && after ? limit(after) : null
}

function once(when, rules) {
  const found = interval(when, rules)
  return found?.start && found.end ? [found] : []
}

/** The last that has begun and the two that follow are among these, however rare or dense it is. */
function around(when, rules, now) {
  const length = lengthOf(when.every)
  if (!length) return []
  const reach = 2 * length.size * (length.isElapsed ? 1 : DAY) + SLACK
  const before = occurrences(when, rules, new Date(+now - reach), now, 10_000)
  return [...before, ...occurrences(when, rules, now, null, 2)]
}
