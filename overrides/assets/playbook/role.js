/* Which role reads on this device: picked once and remembered. A drill plays the role that it was started for. */

import { clock, onClock } from "./clock.js"
import { get, onChange, remove, set } from "./storage.js"

const NAME = "role"
const listeners = new Set()
let last = role()

/** @returns {string | null} the id of the reader's role, the drill's first */
export function role() {
  const chosen = get(NAME)
  return clock.role ?? (typeof chosen === "string" ? chosen : null)
}

/**
 * Remembers a role, or forgets it. In a drill the drill's role stays until that is left.
 *
 * @param {string | null} id
 * @returns {void}
 */
export function choose(id) {
  if (id) set(NAME, id)
  else remove(NAME)
  tell()
}

/**
 * Calls back whenever the role changes: here, in another tab, or because a drill begins or ends.
 *
 * @param {(id: string | null) => void} listener
 * @returns {void}
 */
export function onRole(listener) {
  listeners.add(listener)
}

function tell() {
  const now = role()
  if (now === last) return
  last = now
  for (const listener of listeners) listener(now)
}

onChange((name) => { if (name === NAME) tell() })
onClock(tell)
