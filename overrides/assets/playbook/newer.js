/* Tells an open tab that a newer plan is out, and what it changes. It never reloads by itself: somebody may be in the
   middle of a step. */

import { isFrozen, isNewer, keep, kept, nameOf, newest, outlineOf, own } from "./published.js"
import { onRole, role } from "./role.js"

const EVERY = 5 * 60 * 1000
const SEEN = "playbook.newer.seen"

/** Until the page has been read for a while, its outline would only stand in the way of what comes next. */
const SETTLED = 5000

/** The newer plan that was told last, by its stamp's name: each is told once. */
let told = ""

/** Shows that notice again, where it still stands. */
let show = () => {}

// Where a browser refuses to remember, the notice is told once for each page.
function remember(name) {
  try {
    sessionStorage.setItem(SEEN, name)
  } catch { /* refused */ }
}

function isRemembered(name) {
  try {
    return sessionStorage.getItem(SEEN) === name
  } catch {
    return false
  }
}

/** What tells of it. It is asked for in a quiet moment: later the newer plan's scripts may stand in its place. */
function telling() {
  return Promise.all([import("./changes.js"), import("./notice.js")])
}

/** Readers of screens are told of what changes inside `line`, so it is there before it says anything. */
function placeNotice() {
  const notice = document.createElement("div")
  const line = document.createElement("div")
  notice.className = "pb-newer md-typeset"
  line.className = "pb-newer__line"
  line.setAttribute("role", "status")
  notice.append(line)
  document.body.append(notice)
  return { notice, line }
}

async function tell(stamp, name, place) {
  const [{ changes }, { showNotice }] = await telling()
  const outline = kept() === null ? null : await outlineOf(stamp)
  // Meanwhile a yet newer one may have been told.
  if (told !== name) return
  const later = () => {
    remember(name)
    show = () => {}
  }
  show = () => showNotice(place, new Date(stamp.time), changes(kept(), outline, role()), role(), later)
  show()
}

async function check(place) {
  if (document.hidden || !navigator.onLine) return
  const stamp = await newest()
  if (!stamp || !isNewer(stamp)) return
  const name = nameOf(stamp)
  if (told === name || isRemembered(name)) return
  told = name
  try {
    await tell(stamp, name, place)
  } catch {
    place.line.textContent = "There is a newer plan: reload the page to read it."
  }
}

function whenIdle(act) {
  const idle = window.requestIdleCallback ?? ((later) => later())
  setTimeout(() => idle(act), SETTLED)
}

if (own && !isFrozen) {
  const place = placeNotice()
  const look = () => check(place)
  onRole(() => show())
  document.addEventListener("visibilitychange", look)
  for (const event of ["online", "pageshow"]) addEventListener(event, look)
  setInterval(look, EVERY)
  // Who pays by the byte is told that there is a newer plan, not what changes.
  if (!navigator.connection?.saveData) whenIdle(() => Promise.allSettled([keep(), telling()]))
}
