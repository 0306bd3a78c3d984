/* Which role reads on this device: picked once and remembered. A drill plays the role that it was started for; what is
   picked in any other drill is the drill's, and ends with it. */

import { clock, onClock, pickInDrill } from "./clock.js"
import { isId } from "./clockwords.js"
import { get, onChange, remove, set } from "./storage.js"
import { say } from "./telling.js"

const NAME = "role"
const listeners = new Set()
let last = role()

/** @returns {string | null} the id of the reader's role, the drill's first */
export function role() {
  if (isFixed()) return clock.role
  if (clock.picked !== undefined) return clock.picked
  const chosen = get(NAME)
  return isId(chosen) ? chosen : null
}

/** @returns {boolean} whether the drill was started for a role, so that no other can be picked until it is left */
export function isFixed() {
  return clock.role !== null
}

/**
 * Remembers a role, or forgets it; in a drill for that drill alone. Tells the reader where the browser does not keep it.
 *
 * @param {string | null} id
 * @returns {boolean} whether it holds on the next page
 */
export function choose(id) {
  if (isFixed()) return false
  const isKept = clock.mode === "drill" ? pickInDrill(id) : keep(id)
  if (!isKept) say(["This browser does not remember your role: it is forgotten when you leave this page."])
  tell()
  return isKept
}

function keep(id) {
  if (id) return set(NAME, id)
  remove(NAME)
  return true
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
