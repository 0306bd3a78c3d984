/* What a reader fills in for a record: the kind first, then only what that kind asks for. */

import { clock } from "./clock.js"
import { fieldOf, readMoment, yours } from "./clockwords.js"
import { playbook } from "./config.js"
import { range } from "./dates.js"
import { zoneName } from "./moments.js"
import { element } from "./parts.js"
import { asked, choices } from "./recordfields.js"
import { statedWords } from "./recordsaid.js"

/** @typedef {import("./recordfields.js").Offer} Offer */

/** So many lines of a message are seen at once. */
const LONGEST = 12

/** @param {Offer} offer @returns {HTMLElement} the kinds to choose from */
export function kindsOf({ kinds }) {
  const choice = (kind) => element("label", { className: "pb-kind" }, element("input", { type: "radio", name: "kind", value: kind }), wordOf(kind))
  return element("fieldset", { className: "pb-kinds" }, element("legend", {}, "What happened?"), ...kinds.map(choice))
}

/** @param {string} kind */
function wordOf(kind) {
  return kind[0].toUpperCase() + kind.slice(1)
}

/** A field, its name above it, and what helps to fill it below. */
function field(name, made, help = "") {
  Object.assign(made, { id: `__record-${name}`, name })
  const label = element("label", { htmlFor: made.id })
  const hint = element("span", { className: "pb-recordform-help", id: `${made.id}-help` }, help)
  made.setAttribute("aria-describedby", hint.id)
  return { made, label, hint, root: element("div", { className: `pb-field pb-field--${name}` }, label, made, hint) }
}

function select(...options) {
  return element("select", {}, ...options.map(([value, words]) => new Option(words, value)))
}

/**
 * All fields, of which those are seen that a kind asks for.
 * @param {Offer} offer
 * @param {Date} now
 * @param {string | null} own the reader's role
 * @returns {{root: HTMLElement, show: (kind?: string) => void, set: (name: string, text: string) => void, value: (name: string) => string}}
 */
export function fieldsOf({ unit, recurs, told, text, said }, now, own) {
  const { zone, roles, others: outsiders } = playbook
  const others = roles.filter(([id]) => id !== own)
  const mine = roles.filter(([id]) => id === own)
  const found = choices(recurs, told, clock.rules, now)
  const times = found.map((one) => [fieldOf(one.start, zone), `${range(one, zone, now)}${one.start > now ? " (to come)" : ""}`])
  const moment = () => element("input", { type: "datetime-local" })
  const all = {
    value: field("value", element("input", { type: "text" })),
    for: field("for", select(...times, ["", "no single one"])),
    text: field("text", element("textarea", { rows: Math.min(LONGEST, Math.max(2, text.split("\n").length)) })),
    waitingOn: field("waitingOn", select(["", "nobody in particular"], ...roles, ...outsiders)),
    until: field("until", moment()),
    by: field("by", select(...mine, ...(own ? others : []), ["", "not said"], ...(own ? [] : others))),
    at: field("at", moment()),
  }
  all.at.made.value = fieldOf(now, zone)
  const labels = { for: "Which one", waitingOn: "Waiting for", by: "Who says so", at: `When (${zoneName(zone)})` }
  // What is due once needs no choice, but the log has to know that it is meant.
  const isOnce = recurs !== null && recurs.kind !== "recurring"
  let counted = new Set()
  return { root: element("div", { className: "pb-recordform-fields" }, ...Object.values(all).map(({ root }) => root)), show, set, value }

  function show(kind) {
    const asks = asked(kind ?? "")
    const seen = {
      value: asks.value, for: asks.isOfOne && times.length, waitingOn: asks.waits, until: asks.until, text: asks.text, by: true, at: true,
    }
    counted = new Set(Object.keys(all).filter((name) => kind && seen[name]))
    for (const [name, each] of Object.entries(all)) each.root.hidden = !counted.has(name) || (name === "for" && isOnce)
    all.value.made.inputMode = asks.isNumber ? "decimal" : "text"
    const words = { ...labels, value: asks.isNumber && unit ? `${asks.value} (${unit})` : asks.value, until: `${asks.until} (${zoneName(zone)})`, text: asks.text }
    for (const [name, text] of Object.entries(words)) all[name].label.textContent = text
    all.text.made.required = asks.needsText
    all.text.hint.textContent = kind === "sent" ? statedWords(said, all.text.made.value) : ""
    const at = readMoment(all.at.made.value, zone)
    all.at.hint.textContent = at ? yours(at, zone, clock.now()) : ""
  }

  function set(name, text) {
    if (all[name]) all[name].made.value = text
  }

  /** What counts of a field: nothing of one that is not asked for. */
  function value(name) {
    return counted.has(name) ? all[name].made.value : ""
  }
}
