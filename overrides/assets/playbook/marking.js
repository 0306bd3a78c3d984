/* What a reader's hand does to ticks: each function gives back a new set of them. */

import { aroundOf } from "./reconcile.js"
import { fingerprint, keyOf } from "./ticks.js"

/**
 * @typedef {import("./ticks.js").Tick} Tick
 * @typedef {import("./ticks.js").Ticks} Ticks
 * @typedef {import("./reconcile.js").View} View
 * @typedef {{ subject: string, view: View, at: string }} Place whose steps, and when, ISO 8601
 */

/**
 * Ticks a step, or takes that back. A tick that was offered to it is this one from now on.
 * @param {Ticks} ticks
 * @param {Place} place
 * @param {string} key the step's
 * @param {boolean} on
 * @returns {Ticks}
 */
export function mark(ticks, { subject, view, at }, key, on) {
  const { step, text, print } = view.steps.find((one) => one.step === key)
  const { state, tick } = view.marks.get(key)
  const next = { ...ticks }
  if (state === "offered" || (tick && tick.step !== key)) delete next[keyOf(tick)]
  const made = { subject, step, pass: view.pass, text, print, at, on, ...aroundOf(view, step) }
  next[keyOf(made)] = made
  return next
}

/**
 * The tick that was offered to a step belongs to another.
 * @param {Ticks} ticks
 * @param {Tick} tick
 * @returns {Ticks}
 */
export function refuse(ticks, tick) {
  return { ...ticks, [keyOf(tick)]: { ...tick, refused: true } }
}

/**
 * Forgets a tick whose step is gone.
 * @param {Ticks} ticks
 * @param {Tick} tick
 * @returns {Ticks}
 */
export function dismiss(ticks, tick) {
  const { [keyOf(tick)]: _, ...rest } = ticks
  return rest
}

/**
 * Takes back all ticks of the current pass.
 * @param {Ticks} ticks
 * @param {Place} place
 * @returns {Ticks}
 */
export function clear(ticks, { subject, view, at }) {
  const isMeant = (tick) => tick.subject === subject && tick.pass === view.pass && tick.on
  const changed = ([key, tick]) => [key, isMeant(tick) ? { ...tick, on: false, at } : tick]
  return Object.fromEntries(Object.entries(ticks).map(changed))
}

/**
 * Begins the next pass, with nothing ticked: an entry for the subject as a whole stands for it.
 * @param {Ticks} ticks
 * @param {Place} place
 * @returns {Ticks}
 */
export function nextPass(ticks, { subject, view, at }) {
  const text = view.steps.find(({ step }) => step === "")?.text ?? ""
  const made = { subject, step: "", pass: view.pass + 1, text, print: fingerprint(text), at, on: false }
  return { ...ticks, [keyOf(made)]: made }
}

/**
 * How far a checklist is; steps that ask do not count as ticked.
 * @param {View} view
 * @returns {{ on: number, of: number }}
 */
export function tally(view) {
  return { on: [...view.marks.values()].filter(({ state }) => state === "done").length, of: view.steps.length }
}
