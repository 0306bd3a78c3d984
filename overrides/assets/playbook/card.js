/* One action's card on a desk: what the clock, the log and this device's ticks say of it. */

import { actionOf, isHolding, standingOf } from "./actions.js"
import { clock } from "./clock.js"
import { playbook } from "./config.js"
import { groupOf, tickWords, timeWords } from "./desk.js"
import { tally } from "./marking.js"
import { element } from "./parts.js"
import { fingerprint, settled } from "./ticks.js"

/** @param {string} kind @param {string} [text] in its place @returns {HTMLElement} */
export function chip(kind, text = kind.replace("-", " ")) {
  return element("span", { className: `pb-chip pb-chip--${kind}` }, text)
}

/**
 * The one place in an element where scripts write; what they wrote before is gone.
 * @param {HTMLElement} root
 * @param {Element | null} before what it stands after; null: it stands first
 * @returns {HTMLElement}
 */
export function live(root, before) {
  const found = root.querySelector(".pb-live") ?? element("span", { className: "pb-live" })
  if (!found.isConnected && before) before.after(found)
  else if (!found.isConnected) root.prepend(found)
  found.replaceChildren()
  return found
}

/**
 * In a drill nobody knows yet what the log says of later.
 * @param {HTMLElement} root
 * @param {boolean} isKnown whether what the log last said is known by now
 */
export function hideUnknown(root, isKnown) {
  for (const one of root.querySelectorAll(".pb-meta > .pb-chip, .pb-hindrance")) one.hidden = !isKnown
  for (const need of root.querySelectorAll("[data-need][data-status]")) {
    for (const one of need.querySelectorAll(".pb-chip")) one.hidden = !isRecorded(need)
  }
}

/** @param {HTMLElement} need @returns {boolean} whether what the log last said of it is known by now */
function isRecorded({ dataset }) {
  return !dataset.recorded || clock.knows(dataset.recorded)
}

/**
 * The steps of a card as ticks know them: what has none is ticked as a whole.
 * @param {HTMLElement} root
 * @returns {import("./reconcile.js").Subject}
 */
export function subjectOf(root) {
  const found = [...root.querySelectorAll("[data-of]")]
  const whole = root.querySelector(".pb-card-title")
  const steps = (found.length ? found : [whole]).map((one) => {
    const text = settled(one.textContent)
    return { step: one.dataset.of ?? "", text, print: fingerprint(text) }
  })
  return { subject: `actions/${root.querySelector("[data-action]").dataset.action}`, steps }
}

/**
 * @typedef {object} Task
 * @property {HTMLElement} root
 * @property {ReturnType<typeof actionOf>} action
 * @property {import("./standing.js").Standing} standing
 * @property {import("./reconcile.js").View} view this device's ticks
 * @property {string} group desk.js's
 * @property {boolean} isReady whether nothing that it needs keeps it waiting
 */

/**
 * @param {HTMLElement} root one card
 * @param {Map<string, import("./reconcile.js").View>} views
 * @returns {Task}
 */
export function taskOf(root, views) {
  const action = actionOf(root.querySelector("[data-action]"))
  const standing = standingOf(action)
  const needs = [...root.querySelectorAll("[data-need]")]
  const view = views.get(`actions/${action.id}`)
  const isReady = !needs.some(isHolding)
  return { root, action, standing, view, isReady, group: groupOf(standing, clock.now(), clock.rules !== null, isReady) }
}

/**
 * Says on a card where its action stands, and how far this device's ticks are.
 * @param {Task} task
 */
export function tell({ root, action, standing, view }) {
  const recorded = root.querySelector("[data-action]").dataset.status
  hideUnknown(root, recorded === action.status)
  const meta = root.querySelector(".pb-meta")
  const place = live(meta, meta.querySelector(":scope > .pb-chip"))
  const isSaid = meta.querySelector(":scope > .pb-chip:not([hidden])")
  if (!isSaid && !["undated", "next"].includes(standing.state)) place.append(chip(standing.state))
  const words = timeWords(standing, clock.now(), playbook.zone)
  if (words) place.append(" ", element("strong", { className: "pb-num" }, words))
  showTicks(root, view, ["done", "dropped"].includes(standing.state))
  escalate(root.querySelector(".pb-escalate"), standing)
}

/** How far this device's ticks are, and which step is next. */
function showTicks(root, view, isOver) {
  const said = tickWords(tally(view), isOver)
  const next = isOver ? null : view.steps.find(({ step }) => step && view.marks.get(step).state !== "done")
  const line = root.querySelector(".pb-ticked") ?? element("p", { className: "pb-ticked" })
  line.replaceChildren(said ? element("strong", { className: "pb-num" }, said) : "", said && next ? " · " : "")
  if (next) line.append(`${said ? "next" : "Next"} step: ${next.text}`)
  line.hidden = line.textContent === ""
  if (!line.isConnected) root.querySelector(".pb-meta").after(line)
}

function escalate(line, { state, start }) {
  if (!line) return
  const isOver = start && +clock.now() >= +start + Number(line.dataset.minutes) * 60000
  const place = live(line, null)
  if (isOver && ["now", "late", "blocked"].includes(state)) place.append(chip("high", "time to escalate"), " ")
}
