/* What each kind of record asks for, and how what a reader typed is read. Pure: no page. */

import { interval, occurrences } from "./calendar.js"
import { readMoment } from "./clockwords.js"
import { fit } from "./entryfile.js"
import { statedIn } from "./recordsaid.js"
import { MINUTE } from "./zone.js"

/** Who records a little before it is due means that one. */
const EARLY = 15 * MINUTE

/** So many occurrences that have begun are offered. */
const EARLIER = 4

/** How far back they are looked for: further where there are too few. */
const [FIRST_LOOK, LAST_LOOK, FURTHER] = [60 * MINUTE, 800 * 24 * 60 * MINUTE, 4]

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
const SAFE = /^[\w@%+=:,./-]+$/

/**
 * @typedef {object} Offer what a link offers
 * @property {string} ref what the record is about, `collection/id`; empty for the crisis as a whole
 * @property {string[]} kinds
 * @property {string} title
 * @property {string} unit of a number
 * @property {any} recurs when it recurs, or when a line of a schedule is due, as docs/time.md describes it; else null
 * @property {string} opening what the text begins with; empty where it may be anything
 * @property {string} also a template, beside its audience; empty for none
 * @property {string} text a message as it was copied; empty where that is not known
 * @property {Record<string, string>} said the facts that the template's message states, by what they were taken from
 * @property {Date[]} told the occurrences that need no record any more
 */

/**
 * @typedef {object} Asked
 * @property {string} value how a value is called; empty where none is asked for
 * @property {boolean} isNumber whether that is a number
 * @property {boolean} waits whether somebody else may have to move first
 * @property {string} until how a further moment is called; empty where none is asked for
 * @property {string} text how the words are called; empty where the value says it all
 * @property {boolean} needsText whether it says nothing without words
 * @property {boolean} isOfOne whether, of what recurs, it is said of a single occurrence
 */

/** @type {Asked} */
const PLAIN = { value: "", isNumber: false, waits: false, until: "", text: "In words (optional)", needsText: false, isOfOne: false }
const ONE = { isOfOne: true }

/** @type {Record<string, Partial<Asked>>} what differs from the plain */
const KINDS = {
  done: ONE,
  started: ONE,
  sent: { ...ONE, text: "What was sent" },
  held: ONE,
  kept: ONE,
  skipped: { ...ONE, text: "Why" },
  missed: { ...ONE, text: "Why" },
  blocked: { waits: true, until: "Until", text: "Why" },
  dropped: { until: "New date, if there is one", text: "Why" },
  renegotiated: { until: "New date", text: "What was agreed" },
  reopened: { text: "Why" },
  measured: { value: "Number", isNumber: true },
  assigned: { value: "Who", text: "" },
  decided: { text: "What was decided" },
  note: { text: "What there is to know", needsText: true },
}

/** @param {string} kind @returns {Asked} */
export function asked(kind) {
  return { ...PLAIN, ...KINDS[kind] }
}

/**
 * A number as somebody types it. A comma is never guessed at: it may stand for a point, or for nothing.
 * @param {string} typed
 * @param {string} [unit] may stand behind it
 * @returns {{value: number | null, fault: string}} no value with a fault
 */
export function numberOf(typed, unit = "") {
  const text = typed.trim().replace("\u2212", "-")
  const bare = (unit && text.endsWith(unit) ? text.slice(0, -unit.length) : text).trim()
  if (!bare) return wrong("Write the number.")
  if (/^[+-]?\d[\d.,]*$/.test(bare) && bare.includes(",")) {
    return wrong(`“${bare}” has a comma. Write a point before decimals, and nothing between thousands.`)
  }
  if (!NUMBER.test(bare)) return wrong(`“${typed.trim()}” is not a number. Write it alone, such as 97.2.`)
  return Number.isFinite(Number(bare)) ? { value: Number(bare), fault: "" } : wrong("The number is too large.")
}

/** @param {string} fault */
function wrong(fault) {
  return { value: null, fault }
}

/**
 * The occurrences around now, the one that is probably meant first: the one that began last or is due within minutes,
 * unless the log has the last word on it; then the next; then earlier ones. What is due once has its end.
 * @param {any} when a time, as docs/time.md describes it; null for none
 * @param {Date[]} told the occurrences that need no record any more
 * @param {any} rules calendar.js's; null while nobody knows T0
 * @param {Date} now
 * @returns {{start: Date, end: Date}[]}
 */
export function choices(when, told, rules, now) {
  if (!rules || !when) return []
  if (when.kind !== "recurring") return once(when, rules)
  const begun = lately(when, rules, now)
  const next = occurrences(when, rules, new Date(now.getTime() + 1), null, 1)
  const isTold = ({ start }) => told.some((at) => at.getTime() === start.getTime())
  const isClose = next.some(({ start }) => start.getTime() - now.getTime() <= EARLY)
  const likely = (isClose ? [...next, ...begun.slice(0, 1)] : [...begun.slice(0, 1), ...next]).find((one) => !isTold(one))
  const all = [...next, ...begun]
  return likely ? [likely, ...all.filter((one) => one !== likely)] : all
}

/** By its end, the log tells it from the other lines of its schedule. */
function once(when, rules) {
  const { start, end } = interval(when, rules) ?? {}
  const at = end ?? start
  return at ? [{ start: at, end: at }] : []
}

/** Those that have begun, the last first. */
function lately(when, rules, now) {
  const after = new Date(now.getTime() + 1)
  for (let back = FIRST_LOOK; ; back *= FURTHER) {
    const found = occurrences(when, rules, new Date(now.getTime() - back), after, 10_000)
    if (found.length >= EARLIER || back > LAST_LOOK) return found.slice(-EARLIER).reverse()
  }
}

/**
 * The record, and what is to be said of it; none while something is missing.
 * @param {Offer} offer
 * @param {string} kind
 * @param {(name: string) => string} value what was filled in, by the field's name
 * @param {string} zone the playbook's
 * @param {Date} now
 * @returns {{note: import("./entryfile.js").Note | null, faults: string[]}}
 */
export function noteOf({ ref, also, unit, said }, kind, value, zone, now) {
  const asks = asked(kind)
  const at = readMoment(value("at"), zone)
  const number = asks.isNumber ? numberOf(value("value"), unit) : { value: value("value").trim(), fault: "" }
  const typed = value("text")
  // What was sent is kept to the last space.
  const text = also && kind === "sent" && typed.trim() ? typed : typed.trim()
  const missing = [
    number.fault,
    asks.value && !asks.isNumber && !number.value ? "Write who it is." : "",
    asks.needsText && !text ? "Write what there is to know." : "",
    at ? "" : "Say when it happened.",
  ].filter(Boolean)
  if (missing.length || !at) return { note: null, faults: missing }
  const isAhead = at.getTime() > now.getTime() + MINUTE
  const warnings = isAhead ? ["That moment is still to come: the log holds what has happened."] : []
  const note = {
    about: [ref, also].filter(Boolean), kind, at: value("at").slice(0, 16), by: value("by"), text, value: number.value ?? "",
    for: value("for"), until: value("until"), waitingOn: value("waitingOn"), said: kind === "sent" ? statedIn(said, text) : {},
  }
  return { note, faults: warnings }
}

/**
 * The same record at a terminal, for a POSIX shell.
 * @param {import("./entryfile.js").Note} note
 * @returns {string}
 */
export function commandOf(note) {
  const given = { by: note.by, at: note.at, for: note.for, until: note.until, "waiting-on": note.waitingOn }
  const options = Object.entries(given).filter(([, value]) => value).flatMap(([name, value]) => [`--${name}`, value])
  const said = [note.value, note.text].map((one) => fit(String(one ?? ""))).filter(Boolean)
  // What begins with a dash is no option behind this mark.
  const mark = said.some((one) => one.startsWith("-")) ? ["--"] : []
  return ["playbook", "record", ...note.about, `--${note.kind}`, ...options, ...mark, ...said].map(quoted).join(" ")
}

/** @param {string} word */
function quoted(word) {
  return SAFE.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`
}
