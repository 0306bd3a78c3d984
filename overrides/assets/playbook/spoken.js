/* What a stand-up says, in short sentences with the numbers first. Pure. */

import { dayOf } from "./calendar.js"
import { shown, zoneName } from "./moments.js"
import { DAY, wallOf } from "./zone.js"

/** @typedef {"due today" | "late" | "blocked" | "not confirmed" | "starts today" | "under way" | ""} Said */

/** In the order in which they are read; what is under way is counted and not listed. */
export const KINDS = ["due today", "late", "blocked", "not confirmed", "starts today", "under way"]

/**
 * @param {import("./standing.js").Standing} standing
 * @param {Date} now
 * @param {string} zone
 * @returns {Said} empty for what nobody needs to hear of today
 */
export function saidOf({ state, start, end }, now, zone) {
  if (["late", "blocked"].includes(state)) return /** @type {Said} */ (state)
  if (state === "not-confirmed") return "not confirmed"
  const [today, first, last] = [now, start, end].map((moment) => (moment ? Math.floor(wallOf(+moment, zone) / DAY) : null))
  if (state === "now") return last === today ? "due today" : "under way"
  if (state !== "next" || first !== today) return ""
  return last === today ? "due today" : "starts today"
}

/**
 * @param {Said[]} kinds one for each action of a role
 * @returns {string} "2 due today, 1 not confirmed."; empty where there is nothing to list
 */
export function spoken(kinds) {
  const counts = KINDS.map((kind) => [kind, kinds.filter((one) => one === kind).length]).filter(([, count]) => count)
  const isListed = counts.some(([kind]) => kind !== "under way")
  return isListed ? `${counts.map(([kind, count]) => `${count} ${kind}`).join(", ")}.` : ""
}

/**
 * What is said of one action after its title.
 * @param {Said} kind
 * @param {import("./standing.js").Standing} standing
 * @param {Date} now
 * @param {string} zone
 * @returns {string} empty for what is blocked: the log says why
 */
export function whenSaid(kind, { start, end }, now, zone) {
  const at = (moment) => shown(moment, zone, now)
  if (kind === "due today") return `due at ${at(end).split(", ")[1]}`
  if (kind === "late") return `late since ${at(end)}`
  if (kind === "not confirmed") return `was due ${at(end)}: is it done?`
  if (kind === "starts today") return `starts at ${at(start).split(", ")[1]}${end ? `, due ${at(end)}` : ""}`
  return ""
}

/**
 * @param {Date} now
 * @param {import("./reckoning.js").Rules} rules
 * @returns {string} "Day 2, Tue 24 Nov, 09:00 London"
 */
export function headingOf(now, rules) {
  const day = dayOf(now, rules)
  return `${day > 0 ? `Day ${day}` : "Before day 1"}, ${shown(now, rules.zone, now)} ${zoneName(rules.zone)}`
}
