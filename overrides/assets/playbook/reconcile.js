/* Which step a tick belongs to, now that the plan may have changed. No tick lands on another step by itself. */

import { keyOf } from "./ticks.js"
import { likeness } from "./twins.js"

/** Share of words in common, from which on a lost tick is offered to a new step. */
const ALIKE = 0.5

/**
 * @typedef {import("./ticks.js").Tick} Tick
 * @typedef {import("./ticks.js").Ticks} Ticks
 * @typedef {{ subject: string, steps: { step: string, text: string, print: string }[] }} Subject
 *
 * @typedef {object} Mark what is known of a step; `tick` is null where there never was one
 * @property {"open" | "done" | "reworded" | "offered"} state reworded and offered ones ask, and count as open
 * @property {Tick | null} tick of a moved or offered step the one that it had elsewhere
 *
 * @typedef {object} View one subject's current pass
 * @property {number} pass
 * @property {Subject["steps"]} steps
 * @property {Map<string, Mark>} marks by the step's key
 * @property {Set<string>} seen fingerprints of steps that were there when something was ticked
 * @property {Tick[]} gone ticked, and no longer in the plan
 * @property {{ pass: number, on: number, of: number }[]} earlier finished passes, of which something is kept
 */

/**
 * What each step's tick is worth.
 * @param {Subject[]} subjects those on the page, each once
 * @param {Ticks} ticks
 * @param {boolean} [isAll] whether the page holds every subject of the playbook: what is not here is then gone
 * @returns {{ views: Map<string, View>, orphans: Tick[] }} orphans: ticks of subjects that are gone
 */
export function reconcile(subjects, ticks, isAll = false) {
  const all = Object.values(ticks)
  const views = new Map(subjects.map((each) => [each.subject, viewOf(each, all)]))
  const strangers = isAll ? all.filter((tick) => tick.on && !views.has(tick.subject)) : []
  const lost = [...[...views].flatMap(([subject, view]) => lostIn(view, subject, all)), ...strangers]
  const rest = lost.filter((tick) => tick.refused || !(byText(views.get(tick.subject), tick) || elsewhere(views, tick)))
  const open = new Set(rest)
  for (const { view, step, tick } of alike(views, rest)) {
    if (!open.has(tick) || !isFree(view, step)) continue
    view.marks.set(step.step, { state: "offered", tick })
    open.delete(tick)
  }
  for (const tick of open) views.get(tick.subject)?.gone.push(tick)
  return { views, orphans: [...open].filter((tick) => !views.has(tick.subject)) }
}

/**
 * The ticks as they are kept once the page has been seen: a moved step's under its new key, and each with the steps
 * that it now stands among and in, so that it is known later which of them it might have been.
 * @param {Subject[]} subjects
 * @param {Ticks} ticks
 * @returns {Ticks} the same object where nothing changed
 */
export function settle(subjects, ticks) {
  const next = { ...ticks }
  let hasChanged = false
  for (const [subject, view] of reconcile(subjects, ticks).views) {
    for (const { step } of view.steps) {
      const { state, tick } = view.marks.get(step)
      if (state !== "done") continue
      const around = aroundOf(view, step)
      const isSettled = tick.step === step && String(tick.among) === String(around.among) && tick.under === around.under
      if (isSettled) continue
      delete next[keyOf(tick)]
      const { under: _, ...rest } = tick
      const moved = { ...rest, subject, step, ...around }
      next[keyOf(moved)] = moved
      hasChanged = true
    }
  }
  return hasChanged ? next : ticks
}

/**
 * What a tick remembers of where its step stands.
 * @param {View} view
 * @param {string} step its key
 * @returns {{ among: string[], under?: string }} a step that is asked about still counts as new, so it is not among them
 */
export function aroundOf({ steps, marks }, step) {
  const among = steps.filter((one) => marks.get(one.step).state !== "offered").map(({ print }) => print)
  const under = underOf(steps, step)
  return { among, ...(under && { under }) }
}

/** Fingerprints of the steps that a step stands in, the outermost first; empty where it stands in none. */
function underOf(steps, key) {
  const names = key.split(".")
  const keys = names.slice(1).map((_, at) => names.slice(0, at + 1).join("."))
  return keys.map((outer) => steps.find(({ step }) => step === outer)?.print ?? outer).join(".")
}

/** Whether the step that a tick was made in, if any, is the one that the new step stands in: by its key or its text. */
function isInSame({ steps }, tick, { step }) {
  const [was, is] = [tick.step, step].map((key) => key.slice(0, Math.max(0, key.lastIndexOf("."))))
  return was === is || tick.under === underOf(steps, step)
}

/** @returns {View} with what the keys alone tell */
function viewOf({ subject, steps }, all) {
  const own = all.filter((tick) => tick.subject === subject)
  const pass = Math.max(1, ...own.map((tick) => tick.pass))
  const marks = new Map(steps.map(({ step, print }) => {
    const tick = own.find((one) => one.pass === pass && one.step === step) ?? null
    const state = !tick?.on ? "open" : tick.print === print ? "done" : "reworded"
    return [step, { state, tick }]
  }))
  const earlier = [...new Set(own.map((tick) => tick.pass))].filter((one) => one < pass).sort((a, b) => a - b).map((one) => {
    const then = own.filter((tick) => tick.pass === one)
    const on = then.filter((tick) => tick.on).length
    return { pass: one, on, of: Math.max(on, ...then.map((tick) => tick.among?.length ?? 0)) }
  })
  const seen = new Set(own.flatMap((tick) => tick.among ?? []))
  return { pass, steps, marks, seen, gone: [], earlier }
}

/** Ticks of the current pass whose key is gone. */
function lostIn(view, subject, all) {
  const isHere = (tick) => tick.on && tick.subject === subject && tick.pass === view.pass
  return all.filter((tick) => isHere(tick) && !view.marks.has(tick.step))
}

function isFree(view, { step }) {
  const mark = view.marks.get(step)
  return mark.state === "open" && mark.tick === null
}

/** A step of the same subject with the same text: it moved, or its tick has moved already. In another step the same
    words may mean another thing, so there it is asked about. */
function byText(view, tick) {
  const same = view?.steps.filter(({ print }) => print === tick.print) ?? []
  const times = tick.among?.filter((print) => print === tick.print).length
  // Of two with the same text, now or then, the one is not the other.
  if (same.length !== 1 || times > 1) return false
  const mark = view.marks.get(same[0].step)
  const isNewer = mark.tick !== null && Date.parse(mark.tick.at) >= Date.parse(tick.at)
  if (mark.state === "done" || (mark.state === "open" && isNewer)) return true
  if (mark.state !== "open") return false
  const isSure = times === 1 && mark.tick === null && isInSame(view, tick, same[0])
  view.marks.set(same[0].step, { state: isSure ? "done" : "offered", tick })
  return true
}

/** A new step of another subject with the same text, where there is only one: it is asked about. */
function elsewhere(views, tick) {
  if (views.get(tick.subject)?.steps.some(({ print }) => print === tick.print)) return false
  const found = [...views.values()].flatMap((view) => {
    const isIt = (step) => step.print === tick.print && isFree(view, step) && !view.seen.has(step.print)
    return view.steps.filter(isIt).map((step) => ({ view, step }))
  })
  if (found.length !== 1) return false
  found[0].view.marks.set(found[0].step.step, { state: "offered", tick })
  return true
}

/** New steps of the same subject that read much the same, the likest first. */
function alike(views, lost) {
  const pairs = lost.filter((tick) => !tick.refused && views.has(tick.subject)).flatMap((tick) => {
    const view = views.get(tick.subject)
    const free = view.steps.filter((step) => isFree(view, step) && !tick.among?.includes(step.print))
    return free.map((step) => ({ view, step, tick, score: likeness(step.text, tick.text) }))
  })
  return pairs.filter(({ score }) => score >= ALIKE).sort((one, other) => other.score - one.score)
}
