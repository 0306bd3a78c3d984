/* Where the playbook stands in time: a quiet line above every page, large on the board. */

import { dayOf } from "./calendar.js"
import { clock, onClock } from "./clock.js"
import { inWords, sinceWords, yours } from "./clockwords.js"
import { playbook } from "./config.js"
import { undo } from "./declare.js"
import { button, element } from "./parts.js"
import { line } from "./telling.js"

/** @returns {string} "Day 2"; empty before T0 */
function dayWords() {
  const day = clock.rules ? dayOf(clock.now(), clock.rules) : 0
  return day > 0 ? `Day ${day}` : ""
}

function isOver() {
  return clock.ended !== null && clock.ended <= clock.now()
}

/** @returns {string[]} where the clock stands, in parts */
function parts() {
  const { t0, ended } = clock
  const now = clock.now()
  if (ended && isOver()) return [`Ended ${inWords(ended, playbook.zone, now)}`]
  if (now < t0) return [`Day 1 begins ${inWords(t0, playbook.zone, now)}`, sinceWords(t0, now)]
  return [inWords(now, playbook.zone, now), yours(now, playbook.zone, now), sinceWords(t0, now)].filter(Boolean)
}

/** @returns {string[]} whose clock it is, where that is in doubt */
function provisos() {
  const { drill, mode } = clock
  const began = drill ? new Date(drill.began) : null
  return [
    mode === "declared" && "declared on this device, not official yet",
    began && `in a drill since ${inWords(began, playbook.zone, new Date())}`,
    began && "chips and numbers that the page was built with are the real log's",
    ["declared", "drill"].includes(mode) && !clock.isKept && "this browser does not remember: the clock is for this page only",
  ].filter((words) => typeof words === "string")
}

/** @param {HTMLElement} place @param {string[]} before what stands first */
function fill(place, before) {
  const proviso = provisos().join(" · ")
  const texts = [...before, ...parts()].filter(Boolean)
  const key = [...texts, proviso, clock.run].join(" · ")
  // A button that a reader is about to press stays where it is.
  if (place.dataset.shown === key) return
  place.dataset.shown = key
  const isHeld = place.contains(document.activeElement)
  const spans = texts.flatMap((text, at) => [at ? " · " : "", element("span", {}, text)])
  const aside = element("span", { className: "pb-clockbar-proviso" }, element("span", {}, proviso))
  if (clock.mode === "declared") aside.append(" · ", button("Undo", () => undo(), "pb-clockbar-undo"))
  place.replaceChildren(...spans, ...(proviso ? [" ", aside] : []))
  if (isHeld) place.querySelector("button")?.focus()
}

const large = /** @type {HTMLElement | null} */ (document.querySelector(".pb-clock"))
const [day, below, links] = ["day", "line", "links"].map(
  (name) => /** @type {HTMLElement | null} */ (large?.querySelector(`.pb-clock-${name}`) ?? null))
const built = below ? [...below.childNodes] : []

function showLarge() {
  if (!day || !below || !links) return
  const isNone = clock.mode === "none"
  day.textContent = isNone ? "" : isOver() ? "Over" : dayWords() || "Not yet"
  day.hidden = isNone
  links.hidden = false
  const link = /** @type {HTMLElement} */ (links.firstElementChild)
  link.textContent = isNone ? "Declare it, or start a drill" : "Change the clock"
  if (!isNone) return fill(below, [])
  delete below.dataset.shown
  below.replaceChildren(...built)
}

function show() {
  showLarge()
  line.hidden = clock.mode === "none" || large !== null
  if (!line.hidden) return fill(line, isOver() ? [] : [dayWords()])
  delete line.dataset.shown
  line.replaceChildren()
}

onClock(show)
show()
