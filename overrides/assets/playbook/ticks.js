/* Ticks: what is kept of each, where, and how two sets of them become one. docs/reader.md tells readers. */

import { get, set } from "./storage.js"

/**
 * @typedef {object} Tick
 * @property {string} subject `actions/priority.action` or `contingencies/id`
 * @property {string} step its key within the subject; empty for the subject as a whole
 * @property {number} pass from 1 to PASSES; what is done again is ticked again
 * @property {string} text what the step said when it was ticked
 * @property {string} print that text's fingerprint
 * @property {string} at ISO 8601, by the reader's clock
 * @property {boolean} on false after it was taken back: another device may still have it
 * @property {string[]} [among] fingerprints of all the subject's steps when it was ticked, or last seen there
 * @property {string} [under] fingerprints of the steps that it stood in, by dots; not where it stood in none
 * @property {boolean} [refused] it was offered to another step, and that was not the one
 *
 * @typedef {Record<string, Tick>} Ticks by `keyOf`
 * @typedef {{ subject: string, step: string, text: string, print: string, element: HTMLElement }} Step
 */

/** Passes that a checklist can have: more than anybody goes through, few enough to count whoever wrote them. */
export const PASSES = 1000

const SUBJECT = /^(actions|contingencies)\/[a-z0-9.-]+$/
const STEP = /^[a-z0-9.-]*$/

/** @param {{ subject: string, step: string, pass: number }} tick @returns {string} */
export function keyOf({ subject, step, pass }) {
  return `${subject}#${step}@${pass}`
}

/**
 * A text's fingerprint: 32 bits of FNV-1a. How it is spaced and whether it ends in a full stop do not count.
 * @param {string} text
 * @returns {string}
 */
export function fingerprint(text) {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(settled(text).normalize("NFKC").replace(/\.$/, ""))) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  }
  return hash.toString(36)
}

/** @param {string} text @returns {string} with single spaces */
export function settled(text) {
  return text.replace(/\s+/g, " ").trim()
}

/**
 * What in a value are ticks, whoever wrote it.
 * @param {any} value
 * @returns {Ticks} the value itself where all of it is sound
 */
export function sound(value) {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value)
  const entries = isObject ? Object.entries(value) : []
  const good = entries.filter(([key, tick]) => isTick(tick) && key === keyOf(tick))
  return isObject && good.length === entries.length ? value : Object.fromEntries(good)
}

function isTick(tick) {
  if (typeof tick !== "object" || tick === null) return false
  const areStrings = ["subject", "step", "text", "print", "at"].every((name) => typeof tick[name] === "string")
  return areStrings && SUBJECT.test(tick.subject) && STEP.test(tick.step) && !Number.isNaN(Date.parse(tick.at))
    && Number.isInteger(tick.pass) && tick.pass > 0 && tick.pass <= PASSES && typeof tick.on === "boolean"
    && (tick.under === undefined || typeof tick.under === "string")
    && (tick.among === undefined || (Array.isArray(tick.among) && tick.among.every((one) => typeof one === "string")))
}

/** @param {string} run @returns {string} where the ticks of a run are kept */
export function nameOf(run) {
  return `ticks:${run}`
}

/** @param {string} run @returns {Ticks} of what cannot be read whole, what is sound in it */
export function load(run) {
  let rest = {}
  const isSound = (value) => {
    rest = sound(value)
    return rest === value
  }
  const found = get(nameOf(run), isSound)
  if (found === null && Object.keys(rest).length > 0) set(nameOf(run), rest)
  return found ?? rest
}

/**
 * Keeps a run's ticks, and tells the page.
 * @param {string} run
 * @param {Ticks} ticks
 * @returns {boolean} whether they outlast the page
 */
export function save(run, ticks) {
  const isKept = set(nameOf(run), ticks)
  document.dispatchEvent(new CustomEvent("pb:ticks"))
  return isKept
}

/**
 * Two devices' ticks as one: all that either has. Where both say something of a step and one took back what the other
 * ticked, that is a conflict, and mine stands until somebody decides. A tick of another wording comes in with that
 * wording, so that the page asks about it.
 * @param {Ticks} mine
 * @param {Ticks} theirs
 * @returns {{ merged: Ticks, conflicts: { key: string, mine: Tick, theirs: Tick }[] }}
 */
export function merge(mine, theirs) {
  const merged = { ...mine }
  const conflicts = []
  for (const [key, tick] of Object.entries(sound(theirs))) {
    const own = Object.hasOwn(mine, key) ? mine[key] : null
    if (!own) merged[key] = tick
    else if (own.on !== tick.on) conflicts.push({ key, mine: own, theirs: tick })
    else if (own.on && own.print !== tick.print && own.at < tick.at) merged[key] = tick
  }
  return { merged, conflicts }
}

/** @returns {Step[]} all steps on this page, once for each place where they stand */
export function steps() {
  return [...document.querySelectorAll("[data-subject] [data-step]")].map((element) => {
    const text = settled(element.querySelector(".pb-step-text").textContent)
    const subject = element.closest("[data-subject]").dataset.subject
    return { subject, step: element.dataset.step, text, print: fingerprint(text), element }
  })
}
