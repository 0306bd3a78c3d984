/* A hand-over as a text short enough for a link and a code, and back. Whoever writes a link may write anything into it:
   what is not whole and sound is refused. docs/reader.md tells readers. */

import { fingerprint, keyOf, sound } from "./ticks.js"

/**
 * @typedef {import("./ticks.js").Ticks} Ticks
 * @typedef {object} Packet
 * @property {string} key the playbook's
 * @property {string} run
 * @property {string | null} role whose hand it comes from
 * @property {Date} made
 * @property {Ticks} ticks
 */

const FORMAT = "1"
const [DEFLATED, PLAIN] = ["d", "p"]

/** Bytes of what a link holds once it is unpacked: more than any plan has steps for. */
const LARGEST = 1_000_000

const KEY = /^[a-z0-9-]{1,100}$/
const RUN = /^(before|drill-[a-z0-9]{1,20}|\d{4}-\d\d-\d\dT\d\d:\d\dZ)$/

const isWord = (value, pattern) => typeof value === "string" && pattern.test(value)

const DAMAGED = "This hand-over is damaged or incomplete"
const NEWER = "This hand-over was made by a newer playbook than the one on this page. Reload the page, then open the link again"
const UNABLE = "This browser is too old to open this hand-over"

/** @param {Packet} packet @returns {any[]} arrays only, each subject once; moments in seconds before `made` */
function lean({ key, run, role, made, ticks }) {
  const now = Math.floor(made.getTime() / 1000)
  const subjects = new Map()
  for (const { subject, step, pass, on, at, text } of Object.values(ticks)) {
    const row = [step, pass, Number(on), now - Math.floor(Date.parse(at) / 1000), text]
    subjects.set(subject, [...(subjects.get(subject) ?? []), row])
  }
  return [key, run, role, now, [...subjects]]
}

/** @returns {Packet} it throws where a value is not what `lean` writes */
function full([key, run, role, now, subjects]) {
  const found = subjects.flatMap(([subject, rows]) => rows.map(([step, pass, on, ago, text, ...more]) => {
    // A fingerprint of its own could name one step and tick another.
    if (more.length > 0) throw new TypeError(DAMAGED)
    const at = new Date((now - (Number.isInteger(ago) ? ago : NaN)) * 1000).toISOString()
    return { subject, step, pass, text, print: fingerprint(text), at, on: on === 1 }
  }))
  const ticks = Object.fromEntries(found.map((tick) => [keyOf(tick), tick]))
  const isWhole = found.length === Object.keys(sound(ticks)).length
  const isNamed = isWord(key, KEY) && isWord(run, RUN) && (role === null || isWord(role, KEY))
  const made = new Date(now * 1000)
  if (!isWhole || !isNamed || Number.isNaN(made.getTime())) throw new TypeError(DAMAGED)
  return { key, run, role, made, ticks }
}

/** A stream that packs or unpacks; null where the browser has none of this kind. */
function packer(Stream) {
  try {
    return new Stream("deflate-raw")
  } catch {
    return null
  }
}

/** All bytes of a stream; null where they are more than that. */
async function bytesOf(stream, most = Infinity) {
  const reader = stream.getReader()
  const parts = []
  let size = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length
    if (size > most) {
      await reader.cancel()
      return null
    }
    parts.push(part.value)
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}

/** @param {Packet} packet @returns {Promise<string>} letters, digits, - and _ */
export async function pack(packet) {
  const bytes = new TextEncoder().encode(JSON.stringify(lean(packet)))
  const stream = packer(globalThis.CompressionStream)
  const packed = stream ? await bytesOf(new Blob([bytes]).stream().pipeThrough(stream)) : bytes
  const text = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(""))
  return `${FORMAT}${stream ? DEFLATED : PLAIN}${text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`
}

/**
 * @param {string} text
 * @returns {Promise<Packet | { fault: string }>} the fault in words, without a full stop
 */
export async function unpack(text) {
  if (text.length > LARGEST) return { fault: DAMAGED }
  if (/^\d/.test(text) && !text.startsWith(FORMAT)) return { fault: NEWER }
  try {
    const isDeflated = text[1] === DEFLATED
    if (!isDeflated && text[1] !== PLAIN) return { fault: DAMAGED }
    const bytes = Uint8Array.from(atob(text.slice(2).replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0))
    const stream = isDeflated ? packer(globalThis.DecompressionStream) : null
    if (isDeflated && !stream) return { fault: UNABLE }
    const plain = stream ? await bytesOf(new Blob([bytes]).stream().pipeThrough(stream), LARGEST) : bytes
    return full(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain ?? new Uint8Array())))
  } catch {
    return { fault: DAMAGED }
  }
}
