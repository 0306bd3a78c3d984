/* Which clock this page runs on: none, the official one, one declared on this device, or a drill's. docs/reader.md
   says what each means. Nothing here touches the page. */

import { isId, isPlausible, minuteOf, readMoment } from "./clockwords.js"
import { playbook } from "./config.js"
import { get, names, onChange, remove, set } from "./storage.js"
import { DAY, MINUTE } from "./zone.js"

/** @typedef {{t0: string}} Declared as it is kept */
/** @typedef {{id: string, t0: string, start: string, began: string, role: string | null, title: string | null, picked?: string | null}} Drill
 *    as it is kept: its T0, its clock when it began, when that was, whom the reader plays; in a drill of nobody in
 *    particular the role that was picked in it, if one was */
/** @typedef {{zone: string, days: string, quiet: [string, string] | null, t0: Date, anchors: Record<string, Date>}} Rules */

const DECLARED = "declared"
const DRILL = "drill"
/** Names of storage in which drills that are over are kept, until they are deleted. */
const DRILLS = "drills"

const listeners = new Set()
const official = playbook.t0 ? new Date(playbook.t0) : null
const ended = official && playbook.ended ? new Date(playbook.ended) : null
const anchors = Object.fromEntries(Object.entries(playbook.anchors).map(([name, at]) => [name, new Date(at)]))

/** So far after T0 can a drill begin: day 999 of working days, and some. */
const FURTHEST = 1500 * DAY
const CENTURY = 36525 * DAY

/** @param {any} text @returns {number} in milliseconds; NaN for what was not written by this script */
function written(text) {
  const at = readMoment(text, "UTC") ? Date.parse(text) : NaN
  return !Number.isNaN(at) && new Date(at).toISOString() === text ? at : NaN
}

const isRole = (value) => value === null || isId(value)
const isTitle = (value) => value === null || (typeof value === "string" && value.length <= 200)

/** @param {any} kept @returns {boolean} */
function isDeclared(kept) {
  return isPlausible(readMoment(kept?.t0, "UTC"), new Date())
}

/** @param {any} kept @returns {boolean} */
function isDrill(kept) {
  const isNamed = typeof kept?.id === "string" && /^[a-z0-9]{1,20}$/.test(kept.id)
  if (!isNamed || ![kept.role, kept.picked ?? null].every(isRole) || !isTitle(kept.title)) return false
  const [t0, start, began] = [kept.t0, kept.start, kept.began].map(written)
  return Math.abs(start - t0) < FURTHEST && Math.abs(began - t0) < CENTURY && isPlausible(new Date(began), new Date())
}

/** Whether something that was kept could not be understood. */
let isSpoilt = false

/** Whether what this page set outlasts it. */
let isKept = true

function sound(name, isSound) {
  const wasThere = names(name).includes(name)
  const value = get(name, isSound)
  isSpoilt ||= wasThere && value === null
  return value
}

let state = read()

function read() {
  /** @type {Drill | null} */
  const drill = sound(DRILL, isDrill)
  const kept = sound(DECLARED, isDeclared)
  const declared = kept ? readMoment(kept.t0, "UTC") : null
  const real = official ?? declared
  const t0 = drill ? new Date(drill.t0) : real
  const counted = { zone: playbook.zone, days: playbook.days, quiet: playbook.quiet, anchors: drill ? {} : anchors }
  return {
    drill,
    declared,
    real,
    t0,
    mode: drill ? "drill" : official ? "official" : declared ? "declared" : "none",
    rules: t0 ? { ...counted, t0 } : null,
  }
}

export const clock = {
  /** @returns {"none" | "official" | "declared" | "drill"} */
  get mode() { return /** @type {any} */ (state.mode) },
  /** @returns {Date | null} */
  get t0() { return state.t0 },
  /** @returns {Date | null} when the crisis was over; never in a drill */
  get ended() { return state.drill ? null : ended },
  /** @returns {Date | null} T0 outside the drill: the official one, or the one declared here */
  get real() { return state.real },
  /** @returns {Date | null} a T0 that was declared here and that the official one has overtaken by another moment */
  get overtaken() { return official && state.declared && minuteOf(official) !== minuteOf(state.declared) ? state.declared : null },
  /** @returns {Drill | null} */
  get drill() { return state.drill },
  /** @returns {string | null} the id of the role that the drill pretends */
  get role() { return state.drill?.role ?? null },
  /** @returns {string | null | undefined} the role that was picked in the drill, null for nobody; undefined where none was */
  get picked() { return state.drill?.picked },
  /** @returns {Rules | null} as calendar.js takes them */
  get rules() { return state.rules },
  /** @returns {boolean} whether something that this browser kept could not be understood, and is ignored */
  get isSpoilt() { return isSpoilt },
  /** @returns {boolean} whether the browser keeps a clock that was set here when the page is left */
  get isKept() { return isKept },
  /** @returns {string} the name of the run, under which ticks are kept */
  get run() {
    if (state.drill) return `drill-${state.drill.id}`
    return state.t0 ? minuteOf(state.t0) : "before"
  },
  /** @returns {Date} the moment that counts as now: in a drill the drill's, which runs on as fast as any clock */
  now() {
    const { drill } = state
    if (!drill) return new Date()
    return new Date(Date.parse(drill.start) + Date.now() - Date.parse(drill.began))
  },
  /** @param {string} iso @returns {boolean} whether what was recorded then can be known by now */
  knows(iso) {
    return Date.parse(iso) <= this.now().getTime()
  },
}

/**
 * Calls back when the clock changes, here or in another tab, and every minute.
 * @param {() => void} listener
 */
export function onClock(listener) {
  listeners.add(listener)
}

/** @type {number | undefined} */
let next

function tell() {
  clearTimeout(next)
  next = setTimeout(tell, MINUTE - (clock.now().getTime() % MINUTE))
  for (const listener of listeners) {
    try {
      listener()
    } catch (problem) {
      // One part of the page that fails does not stop the clock of the others.
      reportError(problem)
    }
  }
}

function reread() {
  state = read()
  tell()
}

/** @param {Date} t0 Declares the crisis, on this device. */
export function declare(t0) {
  isKept = set(DECLARED, { t0: minuteOf(t0) })
  reread()
}

/** Takes back what was declared on this device. */
export function undeclare() {
  remove(DECLARED)
  reread()
}

/**
 * Starts a drill; one that runs is left first.
 * @param {{t0: Date, start: Date, role: string | null, title: string | null}} asked
 */
export function enterDrill({ t0, start, role, title }) {
  leaveDrill()
  const began = new Date()
  const id = began.getTime().toString(36)
  isKept = set(DRILL, { id, t0: t0.toISOString(), start: start.toISOString(), began: began.toISOString(), role, title })
  reread()
}

/**
 * Keeps the role that the reader picked in the drill with the drill: it ends with it.
 * @param {string | null} id
 * @returns {boolean} whether it outlasts the page
 */
export function pickInDrill(id) {
  const isPickKept = set(DRILL, { ...state.drill, picked: id })
  reread()
  return isPickKept
}

/** Leaves the drill. What it was stays to be summed up. */
export function leaveDrill() {
  if (!state.drill) return
  set(DRILLS, [...drills(), { ...state.drill, ended: new Date().toISOString() }])
  remove(DRILL)
  reread()
}

/** @returns {(Drill & {ended: string})[]} the drills that are over, oldest first */
export function drills() {
  return get(DRILLS, (kept) => Array.isArray(kept) && kept.every((one) => isDrill(one) && !Number.isNaN(written(one.ended)))) ?? []
}

/** @param {string} id Forgets a drill that is over, and what was ticked in it. */
export function forgetDrill(id) {
  set(DRILLS, drills().filter((one) => one.id !== id))
  remove(`ticks:drill-${id}`)
}

onChange((name) => { if ([DECLARED, DRILL].includes(name)) reread() })
document.addEventListener("visibilitychange", () => { if (!document.hidden) tell() })
next = setTimeout(tell, MINUTE - (clock.now().getTime() % MINUTE))
