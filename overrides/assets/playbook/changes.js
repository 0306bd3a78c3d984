/* What differs between two outlines of the plan, in words. docs/outline-json.md describes an outline. */

import { twinsOf } from "./twins.js"

const FORMAT = 1

const NOUNS = new Map(Object.entries({
  levels: "level",
  roles: "role",
  priorities: "priority",
  actions: "action",
  kpis: "KPI",
  targets: "target",
  contingencies: "contingency",
  comms: "communication plan",
  templates: "message template",
  commitments: "promise",
  rituals: "ritual",
  decisions: "decision",
  deferrals: "deferral",
  principles: "principle",
}))

/** Values up to this length stand in one line with an arrow. */
const SHORT = 40

/**
 * @typedef {object} Change
 * @property {string} ref `collection/id`
 * @property {string} title
 * @property {string | null} address from the site's root; null where it is no longer in the plan
 * @property {boolean} mine whether it concerns the role
 * @property {string[]} words what changed, a change each
 */

/**
 * @param {unknown} before an outline, as parsed from JSON
 * @param {unknown} after a newer one
 * @param {string | null} role whose changes come first
 * @returns {Change[] | null} in the order of the plan, what is gone at the end; null where one cannot be read
 */
export function changes(before, after, role) {
  const [old, now] = [entriesOf(before), entriesOf(after)]
  if (!old || !now) return null
  const concerns = (entry) => role !== null && Boolean(entry) && (entry.roles?.includes(role) ?? true)
  const told = (entry, address, words) => {
    const mine = concerns(old.get(entry.ref)) || concerns(now.get(entry.ref))
    return { ref: entry.ref, title: entry.title, address, mine, words }
  }
  const there = [...now.values()].map((entry) => told(entry, entry.address, differences(old.get(entry.ref), entry)))
  const gone = [...old.values()].filter(({ ref }) => !now.has(ref))
  const all = [...there, ...gone.map((entry) => told(entry, null, ["No longer in the plan"]))]
  return all.filter(({ words }) => words.length).sort((one, other) => Number(other.mine) - Number(one.mine))
}

/** The entries by their ref; null for what is no outline of this format. */
function entriesOf(outline) {
  const isText = (value) => typeof value === "string"
  const isTexts = (value) => Array.isArray(value) && value.every(isText)
  const isWords = (words) => typeof words === "object" && words !== null && !Array.isArray(words)
  const isEntry = (entry) =>
    [entry?.ref, entry?.title, entry?.address].every(isText) &&
    (entry.roles === null || isTexts(entry.roles)) &&
    isWords(entry.words) &&
    Object.values(entry.words).every((value) => isText(value) || isTexts(value)) &&
    (entry.steps ?? [[]]).every((step) => isTexts(step) && [0, 2].includes(step.length))
  try {
    if (outline?.format !== FORMAT || !outline.entries.every(isEntry)) return null
    return new Map(outline.entries.map((entry) => [entry.ref, entry]))
  } catch {
    return null
  }
}

function differences(old, now) {
  if (!old) return [`New ${NOUNS.get(now.ref.split("/")[0]) ?? "entry"}`]
  const [before, after] = [old.words, now.words].map((words) => new Map(Object.entries(words)))
  const labels = [...after.keys(), ...[...before.keys()].filter((label) => !after.has(label))]
  return [
    ...(old.title === now.title ? [] : [`Was called “${old.title}”`]),
    ...labels.flatMap((label) => ofField(label, before.get(label), after.get(label))),
    ...ofList("Step", "Steps", old.steps ?? [], now.steps ?? []),
  ]
}

function ofField(label, old, now) {
  if (Array.isArray(old) || Array.isArray(now)) {
    const items = (value) => [value ?? []].flat().map((text) => [null, text])
    return ofList(label, label, items(old), items(now))
  }
  if (old === now) return []
  if (old === undefined) return [`${label}: now ${now}`]
  if (now === undefined) return [`${label}: no longer ${old}`]
  return [Math.max(old.length, now.length) > SHORT ? `${label}: ${reworded(old, now)}` : `${label}: ${old} → ${now}`]
}

function reworded(old, now) {
  return `was “${old}”, now “${now}”`
}

/** Items are `[key, text]`; the same key is the same item, whatever it says by now. */
function ofList(one, all, old, now) {
  const twins = twinsOf(old, now)
  const kept = now.filter((item) => twins.has(item))
  const found = now.flatMap((item) => {
    const was = twins.get(item)
    if (!was) return [`${one} added: ${item[1]}`]
    return was[1] === item[1] ? [] : [`${one} reworded: ${reworded(was[1], item[1])}`]
  })
  const stayed = new Set(twins.values())
  found.push(...old.filter((item) => !stayed.has(item)).map((item) => `${one} removed: ${item[1]}`))
  const places = kept.map((item) => old.indexOf(twins.get(item)))
  if (places.some((place, at) => at && place < places[at - 1])) found.push(`${all} in another order`)
  return found
}
