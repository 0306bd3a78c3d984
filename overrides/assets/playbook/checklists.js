/* All checklists of the page: what is kept is shown in each of them, and what is ticked in one is kept for all. */

import { Checklist } from "./checklist.js"
import { clock, onClock } from "./clock.js"
import { clear, dismiss, mark, nextPass, refuse, tally } from "./marking.js"
import { element } from "./parts.js"
import { reconcile, settle } from "./reconcile.js"
import { get, names, onChange, set, trouble } from "./storage.js"
import { load, merge, nameOf, save, steps } from "./ticks.js"

/** Where the last of what was set aside is named that the reader was told of. */
const HEEDED = "heeded"

const roots = [...document.querySelectorAll(".pb-checklist[data-subject]")]

/** The page's subjects, each once: a checklist may stand in two places. */
const subjects = [...new Map(roots.map((root) => [root.dataset.subject, { subject: root.dataset.subject, steps: [] }])).values()]
for (const { subject, step, text, print } of steps()) {
  const of = subjects.find((one) => one.subject === subject)
  if (!of.steps.some((one) => one.step === step)) of.steps.push({ step, text, print })
}

/** Whether this page shows the checklists of all subjects. */
export const holdsAll = document.querySelector("[data-holds-all]") !== null

/** What readers of screens are told. */
const told = element("div", { className: "pb-told" })
told.setAttribute("role", "status")

let run = ""
/** What was last there, and what of it was cleared behind the page's back. */
let last = {}
let lost = {}
/** What a checklist held before it was cleared. */
const before = new Map()

/** The ticks of the current run. */
function read() {
  const ticks = load(run)
  if (Object.keys(last).length > 0 && Object.keys(ticks).length === 0 && !names("ticks:").includes(nameOf(run))) lost = last
  last = ticks
  return ticks
}

function keep(ticks) {
  last = ticks
  save(run, ticks)
}

/** Another run: its plan is seen for the first time. */
function enter() {
  run = clock.run
  last = {}
  lost = {}
  before.clear()
  const ticks = load(run)
  const settled = settle(subjects, ticks)
  if (settled !== ticks) keep(settled)
}

/**
 * What this page's checklists hold now.
 * @returns {ReturnType<typeof reconcile>}
 */
export function current() {
  return reconcile(subjects, read(), holdsAll)
}

/** What was set aside of this run, whichever page found it; null once the reader has heeded it. */
function spoilt() {
  const name = names("aside:").filter((aside) => aside.endsWith(`:${nameOf(run)}`)).at(-1) ?? null
  return name === get(HEEDED) ? null : name
}

/** Why ticks are not kept, or were not. */
function troubled() {
  const found = trouble(nameOf(run))
  return found === "blocked" || found === "full" ? found : spoilt() && "corrupt"
}

/** Ticks of one subject in runs that are over. */
function earlierOf(subject, others) {
  return others.flatMap((ticks) => Object.values(ticks)).filter((tick) => tick.on && tick.subject === subject).length
}

/** @returns {string[]} the other runs that this browser has ticks of, drills apart; none in a drill, which touches no run */
export function otherRuns() {
  if (clock.mode === "drill") return []
  const runs = names("ticks:").map((name) => name.slice("ticks:".length))
  return runs.filter((name) => name !== run && !name.startsWith("drill-"))
}

function show() {
  const { views } = current()
  const others = otherRuns().map(load)
  const about = { now: clock.now(), trouble: troubled(), cleared: Object.keys(lost).length }
  for (const list of lists) {
    const { subject } = list.root.dataset
    list.show(views.get(subject), { ...about, earlier: earlierOf(subject, others), canUndo: before.has(subject), holdsAll })
  }
  for (const place of document.querySelectorAll("[data-tally]")) {
    const view = views.get(place.dataset.tally)
    const { on, of } = view ? tally(view) : { on: 0, of: 0 }
    place.textContent = view && on ? `${on} of ${of} ticked` : ""
  }
}

function actsOf(subject) {
  const place = () => ({ subject, view: current().views.get(subject), at: clock.now().toISOString() })
  const change = (act, said = () => "") => {
    before.delete(subject)
    keep(act(read(), place()))
    told.textContent = said(tally(current().views.get(subject)))
  }
  const counted = ({ on, of }) => `${on} of ${of} ticked on this device.`
  return {
    mark: (step, on) => change((ticks, here) => mark(ticks, here, step, on), counted),
    refuse: (tick) => change((ticks) => refuse(ticks, tick), counted),
    dismiss: (tick) => change((ticks) => dismiss(ticks, tick), () => "Dismissed."),
    nextPass: () => change(nextPass, () => `Pass ${place().view.pass} started.`),
    clear() {
      const ticks = read()
      before.set(subject, Object.fromEntries(Object.entries(ticks).filter(([, tick]) => tick.subject === subject)))
      keep(clear(ticks, place()))
      told.textContent = "Ticks cleared."
    },
    undo() {
      const ticks = { ...read(), ...before.get(subject) }
      before.delete(subject)
      keep(ticks)
      told.textContent = "Ticks are back."
    },
    heed() {
      set(HEEDED, spoilt())
      show()
    },
    putBack() {
      const { merged } = merge(read(), lost)
      lost = {}
      keep(merged)
      told.textContent = "Ticks are back."
    },
  }
}

const lists = roots.map((root) => new Checklist(root, actsOf(root.dataset.subject)))

if (lists.length > 0) {
  document.body.append(told)
  enter()
  show()
  document.addEventListener("pb:ticks", show)
  onChange((name) => {
    if (!name.startsWith("ticks:")) return
    // What was ticked elsewhere meanwhile must not be undone from here.
    before.clear()
    document.dispatchEvent(new CustomEvent("pb:ticks"))
  })
  onClock(() => {
    if (clock.run === run) return
    enter()
    document.dispatchEvent(new CustomEvent("pb:ticks"))
  })
}
