/* How a role's actions are laid out once the clock is known, and what is said of each. Pure. */

import { lengthTo, shown } from "./moments.js"
import { AHEAD } from "./standing.js"

/** @typedef {import("./standing.js").Standing} Standing */

/** Groups in the order in which they are read; the first that has an action stands before the numbers to call. */
export const GROUPS = {
  now: "Do now",
  late: "Late",
  "not-confirmed": "Not confirmed",
  next: "Next",
  waits: "Waits for another action",
  blocked: "Blocked",
  plan: "In order of the plan",
  later: "Later",
  undated: "No time known yet",
  done: "Done",
}

/** So many actions stand before the numbers to call: two where both run. */
const FIRST = { now: 2 }

/**
 * @param {Standing} standing
 * @param {Date} now
 * @param {boolean} isClock whether anybody knows T0
 * @param {boolean} isReady whether all that it needs is done
 * @returns {keyof GROUPS}
 */
export function groupOf({ state, start }, now, isClock, isReady) {
  if (["done", "dropped"].includes(state)) return "done"
  if (state === "blocked") return "blocked"
  if (!isClock) return "plan"
  // Its time has come, but nobody can do it yet.
  if (state === "now" && !isReady) return "waits"
  return state === "next" && +start > +now + AHEAD ? "later" : state
}

/**
 * Lays actions out.
 * @template {{group: string, standing: Standing, isReady: boolean}} T
 * @param {T[]} tasks in order of the plan
 * @returns {{first: [string, T[]] | null, rest: [string, T[]][]}} what stands before the numbers to call, and after
 */
export function laidOut(tasks) {
  const groups = Object.keys(GROUPS).map((group) => [group, ordered(group, tasks.filter((one) => one.group === group))])
  const filled = groups.filter(([, some]) => some.length)
  const [leading] = filled.filter(([group]) => group !== "done")
  if (!leading) return { first: null, rest: filled }
  const [group, all] = leading
  const count = FIRST[group] ?? 1
  const rest = filled.map(([name, some]) => [name, name === group ? all.slice(count) : some])
  return { first: [group, all.slice(0, count)], rest: rest.filter(([, some]) => some.length) }
}

/** What can be begun and ends soonest comes first; equals stay in order of the plan. */
function ordered(group, tasks) {
  if (["plan", "undated", "done"].includes(group)) return tasks
  const moment = ({ standing }) => +((group === "next" || group === "later" ? standing.start : standing.end) ?? 8.64e15)
  return [...tasks].sort((a, b) => Number(b.isReady) - Number(a.isReady) || moment(a) - moment(b))
}

/**
 * @param {Standing} standing
 * @param {Date} now
 * @param {string} zone
 * @returns {string} what its time says: "ends in 2 h", "in 48 min"; empty where that is nothing
 */
export function timeWords({ state, start, end }, now, zone) {
  const isMoment = start && end && +start === +end
  if (state === "now" && end) return isMoment ? `due ${lengthTo(end - now)}` : `ends ${lengthTo(end - now)}`
  if (state === "next") return `${isMoment ? "due" : "begins"} ${lengthTo(start - now)}`
  if (state === "not-confirmed") return `was due ${shown(end, zone, now)}; nothing is recorded`
  if (state === "late") return `was due ${shown(end, zone, now)}`
  return ""
}

/**
 * @param {{on: number, of: number}} count marking.js's
 * @param {boolean} isRecorded whether the log says that it is done
 * @returns {string} "3 of 5 ticked on this device"; empty where nothing is ticked
 */
export function tickWords({ on, of }, isRecorded) {
  if (!on) return ""
  if (on < of) return `${on} of ${of} ticked on this device`
  const all = of > 1 ? "all ticked on this device" : "ticked on this device"
  return isRecorded ? all : `${all}, not recorded`
}
