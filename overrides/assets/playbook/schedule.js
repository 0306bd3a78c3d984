/* The dates of every line of a schedule by the reader's clock: what is over moves behind its line, a drill has its own. */

import { chip } from "./card.js"
import { clock, onClock } from "./clock.js"
import { playbook } from "./config.js"
import { inZones, ownZone, zoneName } from "./moments.js"
import { datesOf } from "./occurring.js"
import { element } from "./parts.js"

/** Whose dates they are, where they are not the plan's own. */
const LEADS = { drill: "In this drill:", declared: "By the T0 declared on this device:" }
const CHIPS = { "on record": "sent", "not recorded": "not-confirmed", due: "now" }

const places = [...document.querySelectorAll(".pb-occ")].map((root) => ({
  root,
  when: JSON.parse(root.closest("li, td").querySelector(".pb-time").dataset.when),
  horizon: JSON.parse(root.dataset.horizon),
  recorded: root.dataset.onRecord.split(" ").filter(Boolean).map((iso) => new Date(iso)),
  built: [...root.childNodes],
}))

/** A day is named once; its times of the clock follow. */
function list(some) {
  const days = new Map()
  for (const one of some) days.set(one.day, [...(days.get(one.day) ?? []), ...(one.clock || one.standing ? [" ", time(one)] : [])])
  const items = [...days].map(([day, times]) => element("li", {}, element("b", {}, day), ...times))
  return element("ol", { className: "pb-occ-list" }, ...items)
}

function time({ start, clock: at, standing }) {
  const shown = at ? [element("time", { dateTime: start.toISOString() }, at)] : []
  const stands = standing ? [...(at ? [" "] : []), chip(CHIPS[standing], standing)] : []
  return element("span", {}, ...shown, ...stands)
}

function folded(kind, words, ...inside) {
  return element("details", { className: `pb-more pb-occ-${kind}` }, element("summary", {}, words), ...inside)
}

function limits({ isCut, goesOn, shown }, root) {
  if (isCut) return [element("p", { className: "pb-hint" }, `Only the first ${shown} are shown.`)]
  const words = `The plan names no end: shown until ${root.dataset.horizonWords}.`
  return goesOn ? [element("p", { className: "pb-hint" }, words)] : []
}

/** @param {Date} at @returns {string} by whose clocks the dates are, where that could be mistaken */
function lead(at) {
  const isAway = inZones(at, playbook.zone, at) !== inZones(at, playbook.zone, at, playbook.zone)
  const zone = isAway ? `Times of ${zoneName(playbook.zone)}, not of ${zoneName(ownZone())}.` : ""
  return [LEADS[clock.mode] ?? "", zone].filter(Boolean).join(" ")
}

function nodes(dates, root) {
  const { past, next, soon, later, standing, isSingle } = dates
  const words = lead(next?.start ?? past.at(-1).start)
  return [
    ...(words && !isSingle ? [element("p", { className: "pb-sub" }, words)] : []),
    ...(standing ? [element("p", { className: "pb-occ-next" }, chip(CHIPS[standing], standing))] : []),
    ...(soon.length ? [element("div", { className: "pb-occ-soon" }, element("span", { className: "pb-occ-lead" }, "then"), list(soon))] : []),
    ...(later.length ? [folded("later", dates.more, list(later), ...limits(dates, root))] : []),
    ...(past.length && !isSingle ? [folded("past", dates.soFar, list(past))] : []),
  ]
}

/** Replaces what is there if that changes anything; what was unfolded stays so, and who was at its line stays there. */
function fill(root, made) {
  const fresh = element("div", {}, ...made)
  for (const kind of ["later", "past"]) {
    const [old, one] = [root, fresh].map((place) => place.querySelector(`.pb-occ-${kind}`))
    if (old?.open && one) one.open = true
  }
  const same = fresh.childNodes.length === root.childNodes.length && [...fresh.childNodes].every((node, at) => node.isEqualNode(root.childNodes[at]))
  if (same) return
  const at = root.contains(document.activeElement) ? document.activeElement.parentElement.className : ""
  root.replaceChildren(...fresh.childNodes)
  if (at) root.querySelector(`[class="${at}"] > summary`)?.focus({ preventScroll: true })
}

function show() {
  const now = clock.now()
  for (const { root, when, horizon, recorded, built } of places) {
    // The log is of the official T0 alone.
    const line = { when, horizon, recorded: clock.mode === "official" ? recorded : null }
    const dates = clock.rules && datesOf(line, clock.rules, clock.ended, now)
    fill(root, clock.rules ? (dates ? nodes(dates, root) : []) : built)
  }
}

show()
onClock(show)
