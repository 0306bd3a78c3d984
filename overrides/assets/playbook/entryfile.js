/* A log entry as a file of its own: the same as `playbook record` makes (generator/record.py), byte for byte. */

const MAX_ID_LENGTH = 60

const LINE_END = /\r\n|[\r\v\f\u0085\u2028\u2029]/g
const HALF = /\p{Surrogate}/gu
// Characters that no data file may hold; none of them has a shape. A flag is spelled with tags, which show
// nothing anywhere else.
const REFUSED =
  /(\u{1f3f4}[\u{e0020}-\u{e007e}]*\u{e007f}?)|[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0001}\p{Noncharacter_Code_Point}]|[\u{e0020}-\u{e007f}]+/gu

/**
 * @typedef {object} Note
 * @property {string[]} about `collection/id` of what it is about; none where it is about the crisis as a whole
 * @property {string} kind
 * @property {string} at when it happened, `YYYY-MM-DDTHH:MM` in the playbook's zone
 * @property {string} [by] a role's id
 * @property {string} [text]
 * @property {number | string} [value] a finite number, or who was assigned
 * @property {string} [for] which occurrence
 * @property {string} [waitingOn] a role's id
 * @property {string} [until]
 * @property {Record<string, string>} [said] the facts that a message stated, by what they were taken from
 * @property {string} [corrects] the id of a log entry
 */

/**
 * The id of an entry: `2026-11-23-0912-done-find-cause-7f3a`.
 * @param {Note} note
 * @param {string} token four hexadecimal digits, drawn anew for each entry
 * @returns {string}
 */
export function entryId(note, token) {
  const stem = `${note.at.slice(0, 10)}-${note.at.slice(11, 13)}${note.at.slice(14, 16)}-${note.kind}-`
  const what = (note.about[0] ?? "").replace(/^.*[/.]/s, "")
  const cut = what.slice(0, MAX_ID_LENGTH - stem.length - token.length - 1).replace(/-+$/, "")
  return cut ? `${stem}${cut}-${token}` : `${stem}${token}`
}

/**
 * The file of an entry, from the playbook's folder.
 * @param {string} id
 * @returns {string}
 */
export function fileOf(id) {
  return `data/log/${id}.yml`
}

/**
 * The file's text. Words are JSON strings, which are YAML and need no quoting rules.
 * @param {Note} note
 * @param {string} id
 * @returns {string}
 * @throws {RangeError} where the value is a number that is not finite
 */
export function textOf(note, id) {
  const stated = Object.entries(note.said ?? {}).flatMap(([source, text]) => (fit(text).trim() ? words(source, text) : []))
  const lines = [
    `at: ${note.at}`,
    `kind: ${note.kind}`,
    ...words("by", note.by),
    ...(note.about.length > 0 ? ["about:", ...note.about.map((ref) => `  - ${ref}`)] : []),
    ...words("text", note.text),
    ...(typeof note.value === "number" ? [`value: ${printed(note.value)}`] : words("value", note.value)),
    ...words("for", note.for),
    ...words("waiting_on", note.waitingOn),
    ...words("until", note.until),
    ...(stated.length > 0 ? ["said:", ...stated.map((line) => `  ${line}`)] : []),
    ...words("corrects", note.corrects),
  ]
  const head = ["# yaml-language-server: $schema=../schema.json", "log:", `  ${id}:`]
  return `${[...head, ...lines.map((line) => `    ${line}`)].join("\n")}\n`
}

/**
 * The text as a data file can hold it: pasted text brings along what nobody sees.
 * @param {string} text
 * @returns {string}
 */
export function fit(text) {
  return text.replace(HALF, "\ufffd").replace(LINE_END, "\n").replace(REFUSED, "$1")
}

function words(name, text) {
  const kept = fit(text ?? "")
  return kept ? [`${name}: ${JSON.stringify(kept)}`] : []
}

function printed(value) {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is no number to record.`)
  return String(value)
}
