/* The other side of a hand-over: what it would change is told first, conflicts are decided one by one, and nothing
   happens before somebody says so. */

import { count } from "./checklist.js"
import { clock, declare } from "./clock.js"
import { isPlausible, readMoment } from "./clockwords.js"
import { playbook } from "./config.js"
import { isRole, titleOf } from "./give.js"
import { shown } from "./moments.js"
import { button, element } from "./parts.js"
import { choose, role } from "./role.js"
import { fingerprint, load, merge, save, steps } from "./ticks.js"

/**
 * @typedef {import("./packet.js").Packet} Packet
 * @typedef {import("./ticks.js").Tick} Tick
 * @typedef {import("./ticks.js").Ticks} Ticks
 */

const isDrill = (run) => run.startsWith("drill-")
const dated = (date) => shown(date, playbook.zone, new Date())
const nameOf = (run) => (run === "before" ? "before the crisis was declared" : `T0 ${dated(new Date(run))}`)

/** The moment that a hand-over's run began, where this device has no clock yet and can start it then. */
function startOf(run) {
  const t0 = clock.mode === "none" ? readMoment(run, "UTC") : null
  return isPlausible(t0, new Date()) ? t0 : null
}

/**
 * Why a hand-over cannot come in here.
 * @param {Packet} packet
 * @returns {string} empty where it can
 */
export function refusal({ key, run }) {
  if (key !== playbook.key) return "This hand-over is of another playbook"
  if (run === clock.run) return ""
  if (isDrill(run)) return "This hand-over is of a drill, whose ticks never enter another run"
  if (isDrill(clock.run)) return "A drill runs on this device. Leave it, then open the link again"
  return ""
}

/**
 * What a hand-over would change.
 * @param {Ticks} mine
 * @param {Ticks} theirs
 * @returns {{ of: number, fresh: number, had: number, conflicts: { key: string, mine: Tick, theirs: Tick }[] }}
 */
export function sums(mine, theirs) {
  const ticked = Object.entries(theirs).filter(([, tick]) => tick.on)
  const fresh = ticked.filter(([key]) => !Object.hasOwn(mine, key)).length
  const had = ticked.filter(([key]) => Object.hasOwn(mine, key) && mine[key].on).length
  return { of: ticked.length, fresh, had, conflicts: merge(mine, theirs).conflicts }
}

function conflicts({ conflicts: { length } }) {
  return `${length} ${length === 1 ? "conflict" : "conflicts"}`
}

function headline({ role: from, made }, found) {
  const { of, fresh, had } = found
  const parts = [
    ...(fresh ? [`${fresh} new`] : []),
    ...(had ? [`${had} you have`] : []),
    ...(found.conflicts.length ? [conflicts(found)] : []),
  ]
  return `Hand-over of ${count(of)}${from ? ` from ${titleOf(from)}` : ""}, made ${dated(made)}: ${parts.join(", ") || "nothing new"}.`
}

/** One conflict, by what the step says on this page where it is there: both sides, neither of them chosen. */
function conflict({ key, mine, theirs }, at) {
  const here = steps().find(({ subject, step }) => subject === theirs.subject && step === theirs.step)
  const text = here?.text || theirs.text
  const side = (whose, tick, value) => {
    const radio = element("input", { type: "radio", name: `conflict-${at}`, value, required: true })
    radio.dataset.key = key
    const wording = tick.print === fingerprint(text) ? "" : `, when it said “${tick.text}”`
    const state = `${whose}: ${tick.on ? "ticked" : "taken back"} ${dated(new Date(tick.at))}${wording}`
    return element("label", { className: "pb-side" }, radio, element("span", {}, state))
  }
  return element("fieldset", { className: "pb-conflict" },
    element("legend", {}, text || "A new pass"), side("This device", mine, "mine"), side("Hand-over", theirs, "theirs"))
}

/** The ticks as they would be: where two sides differ, as the reader decided. */
function decided(form, theirs) {
  const { merged } = merge(load(clock.run), theirs)
  for (const { dataset } of form.querySelectorAll("input[value=theirs]:checked")) merged[dataset.key] = theirs[dataset.key]
  return merged
}

/** Takes the ticks in, as the reader decided; the sentence says what came of it. */
function bring(place, { ticks, packet, found, onEnd, first = "" }) {
  const isKept = save(clock.run, ticks)
  onEnd()
  const lost = isKept ? "" : " This browser does not keep them: they are lost when the page is left."
  const settled = found.conflicts.length ? `, ${conflicts(found)} settled` : ""
  finish(place, `${first}Handed over: ${found.fresh} new${settled}.${lost}`, packet)
}

/** Starts the clock as it ran where the hand-over comes from. What differs in that run is decided before it comes in. */
function start(place, packet, t0, onEnd) {
  declare(t0)
  const first = `The clock runs from ${dated(t0)}. It was declared on this device and is not official yet. `
  const found = sums(load(clock.run), packet.ticks)
  if (found.conflicts.length > 0) return take(place, packet, onEnd, first)
  bring(place, { ticks: merge(load(clock.run), packet.ticks).merged, packet, found, onEnd, first })
}

function finish(place, text, packet) {
  const said = element("p", { className: "pb-said-text", tabIndex: -1 }, text)
  const answers = element("p", { className: "pb-answers" }, button("OK", () => place.replaceChildren()))
  if (packet?.role && isRole(packet.role) && packet.role !== role() && clock.mode !== "drill") {
    answers.append(button(`Read as ${titleOf(packet.role)}`, () => {
      choose(packet.role)
      place.replaceChildren()
    }))
  }
  place.replaceChildren(element("div", { className: "pb-said" }, said, answers))
  said.focus()
}

/**
 * Says in one sentence why nothing was changed.
 * @param {HTMLElement} place
 * @param {string} fault without a full stop
 */
export function refuse(place, fault) {
  finish(place, `${fault}. Nothing was changed.`)
}

/**
 * Shows what a hand-over holds, and takes it in when the reader says so.
 * @param {HTMLElement} place
 * @param {Packet} packet
 * @param {() => void} onEnd called once it is taken in or put away
 * @param {string} [first] what was done on the way, in sentences with a blank after each
 */
export function take(place, packet, onEnd, first = "") {
  const found = sums(load(clock.run), packet.ticks)
  const isOther = packet.run !== clock.run
  const t0 = startOf(packet.run)
  const head = element("p", { className: "pb-said-text", tabIndex: -1 }, first + headline(packet, found))
  const yes = element("button", { type: "submit", className: `pb-button ${t0 ? "pb-button--quiet" : ""}` }, isOther ? "Bring it into this run all the same" : "Merge")
  const no = button("Cancel", () => {
    onEnd()
    finish(place, first ? `${first}No tick was changed.` : "Nothing was changed.")
  })
  const form = element("form", { className: "pb-said pb-handover-take" },
    head,
    ...(isOther ? [element("p", { className: "pb-handover-other" },
      `It is of another run: ${nameOf(packet.run)}. This device: ${t0 ? "no clock yet" : nameOf(clock.run)}.`)] : []),
    ...(t0 ? [element("p", { className: "pb-answers" },
      button(`Start the clock at ${dated(t0)}, then merge`, () => start(place, packet, t0, onEnd), ""))] : []),
    ...found.conflicts.map(conflict),
    element("p", { className: "pb-answers" }, yes, no))
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    bring(place, { ticks: decided(form, packet.ticks), packet, found, onEnd, first })
  })
  place.replaceChildren(form)
  head.focus()
}
