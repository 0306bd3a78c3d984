/* The other side of a hand-over: what it would change is told first, conflicts are decided one by one, and nothing
   happens before somebody says so. */

import { count } from "./checklist.js"
import { clock } from "./clock.js"
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
 */
export function take(place, packet, onEnd) {
  const found = sums(load(clock.run), packet.ticks)
  const isOther = packet.run !== clock.run
  const head = element("p", { className: "pb-said-text", tabIndex: -1 }, headline(packet, found))
  const yes = element("button", { type: "submit", className: "pb-button" }, isOther ? "Bring it into this run all the same" : "Merge")
  const no = button("Cancel", () => {
    onEnd()
    finish(place, "Nothing was changed.")
  })
  const form = element("form", { className: "pb-said pb-handover-take" },
    head,
    ...(isOther ? [element("p", { className: "pb-handover-other" },
      `It is of another run: ${nameOf(packet.run)}. This device: ${nameOf(clock.run)}.`)] : []),
    ...found.conflicts.map(conflict),
    element("p", { className: "pb-answers" }, yes, no))
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const isKept = save(clock.run, decided(form, packet.ticks))
    onEnd()
    const lost = isKept ? "" : " This browser does not keep them: they are lost when the page is left."
    const settled = found.conflicts.length ? `, ${conflicts(found)} settled` : ""
    finish(place, `Handed over: ${found.fresh} new${settled}.${lost}`, packet)
  })
  place.replaceChildren(form)
  head.focus()
}
