/* What this browser keeps for this playbook, and nothing of another one on the same origin. Where the browser refuses,
   the page goes on with what it remembers itself, and `trouble` says what is wrong. */

import { playbook } from "./config.js"

/** @typedef {null | "blocked" | "full" | "corrupt"} Trouble */

const prefix = `playbook:${playbook.key}:`

/** What could not be written: it stands before what is written, until it can be. */
const memory = new Map()

/** Names that this page has asked for: whoever clears a browser's storage does not say what was in it. */
const known = new Set()

/** Names whose value could not be read; of these, those that could not be set aside either. */
const corrupt = new Set()
const stuck = new Set()

/** The browser's own storage; null where it refuses. Asked anew each time: readers change their settings. */
function kept() {
  try {
    return window.localStorage ?? null
  } catch {
    return null
  }
}

/** Does one thing with the storage; `otherwise` where there is none or it refuses. */
function attempt(act, otherwise) {
  try {
    const storage = kept()
    return storage ? act(storage) : otherwise
  } catch {
    return otherwise
  }
}

function write(name, text) {
  return attempt((storage) => {
    storage.setItem(prefix + name, text)
    return true
  }, false)
}

/** Keeps what cannot be read under another name: somebody may still make sense of it. */
function setAside(name, text) {
  corrupt.add(name)
  attempt((storage) => storage.removeItem(prefix + name), null)
  if (write(`aside:${new Date().toISOString()}:${name}`, text)) return
  // No room for the longer name: it stays where it was, and this page does not write over it.
  write(name, text)
  stuck.add(name)
}

/**
 * What is kept under a name.
 * @param {string} name
 * @param {(value: any) => boolean} [isSound] whether a value has the shape that it is used in; one that has not is
 *   set aside, as is what is not JSON
 * @returns {any} null where there is none
 */
export function get(name, isSound = () => true) {
  known.add(name)
  if (memory.has(name)) return memory.get(name)
  const text = attempt((storage) => storage.getItem(prefix + name), null)
  if (text === null || stuck.has(name)) return null
  try {
    const value = JSON.parse(text)
    if (isSound(value)) return value
  } catch { /* not JSON */ }
  setAside(name, text)
  return null
}

/**
 * Keeps a value.
 * @param {string} name
 * @param {any} value what JSON can hold
 * @returns {boolean} whether the browser keeps it when the page is left
 */
export function set(name, value) {
  known.add(name)
  if (!stuck.has(name) && write(name, JSON.stringify(value))) {
    memory.delete(name)
    return true
  }
  memory.set(name, value)
  return false
}

/**
 * Forgets a value.
 * @param {string} name
 */
export function remove(name) {
  memory.delete(name)
  stuck.delete(name)
  attempt((storage) => storage.removeItem(prefix + name), null)
}

/**
 * The names that begin so, in order.
 * @param {string} [start]
 * @returns {string[]}
 */
export function names(start = "") {
  const stored = attempt((storage) => Object.keys(storage), [])
  const own = stored.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length))
  return [...new Set([...own, ...memory.keys()])].filter((name) => name.startsWith(start)).sort()
}

/**
 * Calls when another tab changed something; also when the page comes back after it slept through such changes.
 * @param {(name: string) => void} tell
 */
export function onChange(tell) {
  const all = () => known.forEach((name) => tell(name))
  addEventListener("storage", ({ key }) => {
    if (key === null) all()
    else if (key.startsWith(prefix)) tell(key.slice(prefix.length))
  })
  addEventListener("pageshow", ({ persisted }) => persisted && all())
}

/**
 * What keeps this browser from remembering: it refuses, it has no room, or something in it could not be read (that is
 * set aside, and what comes after is kept).
 * @param {string} [name] one name alone; any, without
 * @returns {Trouble}
 */
export function trouble(name) {
  const concerns = (names) => (name === undefined ? names.size > 0 : names.has(name))
  if (kept() === null) return "blocked"
  if (concerns(memory) || concerns(stuck)) return "full"
  return concerns(corrupt) ? "corrupt" : null
}
