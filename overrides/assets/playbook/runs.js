/* Runs that are over, and ticks of actions that are gone: on the page that holds all checklists. */

import { count, goneText } from "./checklist.js"
import { current, otherRuns } from "./checklists.js"
import { clock } from "./clock.js"
import { playbook } from "./config.js"
import { dismiss } from "./marking.js"
import { shown } from "./moments.js"
import { button, element, question } from "./parts.js"
import { remove } from "./storage.js"
import { load, merge, nameOf, save } from "./ticks.js"

const place = document.querySelector("[data-holds-all]")

const dated = (iso) => shown(new Date(iso), playbook.zone, clock.now())
const nameOfRun = (run) => (run === "before" ? "Before the crisis was declared" : `T0 ${dated(run)}`)
const changed = () => document.dispatchEvent(new CustomEvent("pb:ticks"))

/** @param {import("./ticks.js").Tick[]} ticks @returns {string} from when to when */
function span(ticks) {
  const moments = ticks.map(({ at }) => at).sort()
  const [first, last] = [moments[0], moments.at(-1)].map(dated)
  return first === last ? first : `${first} – ${last}`
}

/** What bringing a run's ticks in would do, before it is done. */
function bring(run, place) {
  const { merged, conflicts } = merge(load(clock.run), load(run))
  const kept = conflicts.map(({ mine }) => `“${mine.text}” is ${mine.on ? "ticked" : "not ticked"} here`)
  const differing = kept.length > 0 ? [`These differ, and stay as they are in this run: ${kept.join("; ")}.`] : []
  const asked = `Bring the ticks of “${nameOfRun(run)}” into the current run?`
  question(place, [asked, ...differing], "Bring them in", () => save(clock.run, merged))
}

function drop(run, ticks, place) {
  question(place, [`Delete ${count(ticks.length)} of “${nameOfRun(run)}” from this device?`], "Delete", () => {
    remove(nameOf(run))
    changed()
  })
}

function runBox(run) {
  const ticks = Object.values(load(run)).filter(({ on }) => on).sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
  const items = ticks.map((tick) => element("li", {}, `${tick.text} `, element("span", { className: "pb-dim" }, dated(tick.at))))
  const summary = element("summary", {}, nameOfRun(run), element("span", { className: "pb-dim" }, ` · ${count(ticks.length)}${ticks.length ? `, ${span(ticks)}` : ""}`))
  const asked = element("div")
  const answers = element("p", { className: "pb-query-answers" },
    button("Bring these ticks into the current run", () => bring(run, asked)), button("Delete", () => drop(run, ticks, asked)))
  const box = element("details", { className: "pb-run" }, summary, element("ul", {}, ...items), answers, asked)
  box.dataset.run = run
  return box
}

function section(id, title, ...parts) {
  return parts.length > 0 ? [element("h2", { id }, title), ...parts] : []
}

function show() {
  const { orphans } = current()
  const open = new Set([...place.querySelectorAll("details[open]")].map(({ dataset }) => dataset.run))
  const gone = orphans.map((tick) => element("div", { className: "pb-gone" }, element("p", {}, goneText(tick, clock.now())),
    button("Dismiss", () => save(clock.run, dismiss(load(clock.run), tick)))))
  const runs = otherRuns().map(runBox)
  for (const run of runs) run.open = open.has(run.dataset.run)
  place.replaceChildren(
    ...section("_gone", "Ticked, and no longer in the plan", ...gone),
    ...section("_earlier-runs", "Earlier runs on this device", ...runs),
  )
  place.hidden = place.childElementCount === 0
}

if (place) {
  show()
  document.addEventListener("pb:ticks", show)
  // A link to the section was followed before the section was there.
  if (location.hash === "#_earlier-runs") document.getElementById("_earlier-runs")?.scrollIntoView()
}
