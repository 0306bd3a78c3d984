/* Declaring a crisis on this device: on the page, or by a link with T0. It is confirmed first, is never official, gives
   way to an official T0, and is undone with one tap. */

import { clock, declare, onClock, undeclare } from "./clock.js"
import { fieldOf, inWords, isPlausible, minuteOf, readMoment } from "./clockwords.js"
import { base, playbook } from "./config.js"
import { zoneName } from "./moments.js"
import { button, element } from "./parts.js"
import { ask, copyable, dropFromAddress, hush, listening, say } from "./telling.js"

const LINK = "t0"

const panel = /** @type {HTMLElement | null} */ (document.querySelector(".pb-clockpanel"))
const form = /** @type {HTMLFormElement | null} */ (document.getElementById("__declare"))

/** @param {Date} date @returns {string} */
function words(date) {
  return inWords(date, playbook.zone, new Date())
}

/** What makes it count for everybody, with what the reader may hand on meanwhile. @param {Date} t0 @returns {Node[]} */
function further(t0) {
  const address = new URL(base)
  address.search = `?${LINK}=${minuteOf(t0)}`
  const how = element(
    "p",
    {},
    "To make it official for everybody, set ",
    element("code", {}, `activated: ${fieldOf(t0, playbook.zone)}`),
    " of the playbook in its data: ",
    element("a", { href: new URL("levels/#_how", base).href }, "how to declare"),
    ".",
  )
  return [copyable("Send this link to the team", address.href), how]
}

/** @param {Date} t0 @param {HTMLElement} [host] */
function start(t0, host) {
  declare(t0)
  say([`The clock runs from ${words(t0)}. It was declared on this device and is not official yet.`, ...further(t0)], { focus: true, host })
}

/**
 * Asks whether the clock is to start at a moment.
 * @param {Date} t0
 * @param {() => void} onAnswer
 * @param {HTMLElement} [host]
 */
function propose(t0, onAnswer, host) {
  const instead = clock.mode === "declared" && clock.t0 ? ` It runs from ${words(clock.t0)} now.` : ""
  ask({
    text: `Start the clock at ${words(t0)}?`,
    detail: `Every time of the plan then shows its date, on this device. It is not official.${instead}`,
    onYes: () => {
      onAnswer()
      start(t0, host)
    },
    onNo: onAnswer,
  }, host)
}

/**
 * Takes back what was declared here.
 * @param {HTMLElement} [host] where the way back is offered; else above the page
 */
export function undo(host) {
  const t0 = clock.t0
  undeclare()
  if (!t0) return
  const again = button("Start it again", () => start(t0, host))
  say([`The clock is off. It ran from ${words(t0)}.`], { focus: true, host, answers: [again] })
}

/** A sentence for a moment that cannot be T0; empty for one that can. @param {Date | null} t0 @returns {string} */
function fault(t0) {
  if (!t0) return "names no moment"
  return isPlausible(t0, new Date()) ? "" : `names ${words(t0)}, which is too far from today`
}

function followLink() {
  const text = new URL(location.href).searchParams.get(LINK)
  if (text === null) return
  const t0 = readMoment(text, playbook.zone)
  const forget = () => dropFromAddress(LINK)
  const ignore = (sentence) => {
    forget()
    say([sentence])
  }
  if (!t0 || fault(t0)) return ignore(`The link ${fault(t0)}: it is ignored.`)
  if (clock.mode === "drill") return ignore("A drill is running. Leave it, then open the link again.")
  if (clock.t0 && minuteOf(clock.t0) === minuteOf(t0)) return forget()
  if (clock.mode === "official" && clock.t0) {
    return ignore(`The clock is official and starts at ${words(clock.t0)}. The link says ${words(t0)}: it is ignored.`)
  }
  propose(t0, forget)
}

/** An official T0 ends what was declared here; where they differ, the reader is told once. */
function giveWay() {
  const { overtaken, t0 } = clock
  if (clock.mode !== "official") return
  undeclare()
  if (overtaken && t0) {
    say([`The clock is official now and starts at ${words(t0)}. You had declared ${words(overtaken)} on this device: that no longer counts.`])
  }
}

if (panel && form) {
  const [state, told, link] = ["state", "asked", "link"].map(
    (name) => /** @type {HTMLElement} */ (panel.querySelector(`.pb-clockpanel-${name}`)))
  const field = /** @type {HTMLInputElement} */ (form.querySelector("input"))
  panel.querySelectorAll(".pb-without").forEach((words) => words.remove())
  const built = [...state.childNodes]
  let isTouched = false
  let shown = ""

  const show = () => {
    if (!isTouched) field.value = fieldOf(new Date(), playbook.zone)
    const { mode, t0 } = clock
    const key = [mode, t0?.getTime()].join()
    if (shown === key) return
    shown = key
    form.hidden = mode !== "none"
    link.hidden = mode !== "declared"
    link.replaceChildren(...(mode === "declared" && t0 ? further(t0) : []))
    if (mode === "none" || !t0) state.replaceChildren(...built)
    else if (mode === "drill") state.replaceChildren("A drill is running. Leave it to see and set the real clock.")
    else if (mode === "official") state.replaceChildren(`The clock is official. It starts at ${words(t0)}.`)
    else state.replaceChildren(`Declared on this device, not official yet. The clock starts at ${words(t0)}. `, button("Undo", () => undo(told)))
  }

  listening(told)
  panel.querySelectorAll(".pb-zone").forEach((zone) => zone.append(`(${zoneName(playbook.zone)})`))
  field.addEventListener("input", () => { isTouched = true })
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const t0 = readMoment(field.value, playbook.zone)
    if (!t0 || fault(t0)) return say([`The field ${fault(t0)}.`], { focus: true, host: told })
    hush()
    propose(t0, () => { isTouched = false }, told)
  })
  onClock(show)
  show()
}

if (clock.isSpoilt) say(["What this browser had kept of the clock cannot be read: it is ignored."])
giveWay()
followLink()
