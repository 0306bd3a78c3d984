/* A role's desk by the clock: on its own page, and on the one where a reader picks a role. */

import { actionOf, standingOf } from "./actions.js"
import { showAbsences } from "./away.js"
import { clock, onClock } from "./clock.js"
import { base, playbook } from "./config.js"
import { GROUPS, groupOf, laidOut, tickWords, ticked, timeWords } from "./desk.js"
import { choose, onRole, role } from "./role.js"
import { onChange } from "./storage.js"
import { load } from "./ticks.js"

const desks = [...document.querySelectorAll(".pb-desk")].map((element) => ({
  element,
  id: element.dataset.desk,
  tasks: [...element.querySelectorAll(".pb-task")],
  waits: [...element.querySelectorAll(".pb-wait")],
  layout: "",
}))

function make(name, className, ...content) {
  const made = document.createElement(name)
  if (className) made.className = className
  made.append(...content)
  return made
}

function chip(kind) {
  return make("span", `pb-chip pb-chip--${kind}`, kind.replace("-", " "))
}

/** The one place in an element where scripts write, after another one; what they wrote before is gone. */
function live(element, before) {
  const found = element.querySelector(".pb-live") ?? make("span", "pb-live")
  if (!found.isConnected && before) before.after(found)
  else if (!found.isConnected) element.prepend(found)
  found.replaceChildren()
  return found
}

/** In a drill nobody knows yet what the log says of later. */
function hideUnknown(element, isKnown) {
  for (const one of element.querySelectorAll(".pb-meta > .pb-chip, .pb-hindrance")) one.hidden = !isKnown
  for (const one of element.querySelectorAll("[data-need] .pb-chip")) one.hidden = clock.mode === "drill"
}

function taskOf(element, ticks) {
  const action = actionOf(element.querySelector("[data-action]"))
  const standing = standingOf(action)
  const needs = [...element.querySelectorAll("[data-need] .pb-chip:not([hidden])")]
  const count = ticked(ticks, `actions/${action.id}`, element.dataset.keys.split(" ").filter(Boolean))
  return {
    element, action, standing, count,
    group: groupOf(standing, clock.now(), clock.rules !== null),
    isReady: needs.length === action.needs.length && needs.every((one) => ["done", "dropped"].includes(one.textContent)),
  }
}

function tell({ element, action, standing, count }) {
  const recorded = element.querySelector("[data-action]").dataset.status
  hideUnknown(element, recorded === action.status)
  const meta = element.querySelector(".pb-meta")
  const place = live(meta, meta.querySelector(":scope > .pb-chip"))
  const isSaid = meta.querySelector(":scope > .pb-chip:not([hidden])")
  if (!isSaid && !["undated", "next"].includes(standing.state)) place.append(chip(standing.state))
  const words = timeWords(standing, clock.now(), playbook.zone)
  if (words) place.append(" ", make("strong", "pb-num", words))
  const said = tickWords(count, ["done", "dropped"].includes(standing.state))
  const tickLine = element.querySelector(".pb-ticked") ?? make("p", "pb-ticked pb-num")
  tickLine.textContent = said
  tickLine.hidden = !said
  if (!tickLine.isConnected) meta.after(tickLine)
  escalate(element.querySelector(".pb-escalate"), standing)
}

function escalate(line, { state, start }) {
  if (!line) return
  const isOver = start && +clock.now() >= +start + Number(line.dataset.minutes) * 60000
  const place = live(line, null)
  if (isOver && ["now", "late", "blocked"].includes(state)) place.append(make("span", "pb-chip pb-chip--high", "time to escalate"), " ")
}

function groupElement(desk, group, tasks) {
  const list = make("ul", "pb-tasks", ...tasks.map((one) => one.element))
  const title = `${GROUPS[group]} `
  const count = make("span", "pb-count pb-num", String(tasks.length))
  if (group === "done") return make("details", "pb-group", make("summary", "", title, count), list)
  const heading = make(desk.element.querySelector(".pb-tasks-first > :first-child").localName, "", title, count)
  heading.id = `_${desk.id}-${group}`
  return make("div", "pb-group", heading, list)
}

/** Moves cards only when something changes, so that nobody loses the one that they are at. */
function lay(desk, tasks) {
  const { first, rest } = laidOut(tasks)
  const shape = [...(first ? [first] : []), ...rest].map(([group, some]) => [group, some.map(({ action }) => action.id)])
  const layout = JSON.stringify(shape)
  if (layout === desk.layout) return
  desk.layout = layout
  const place = desk.element.querySelector(".pb-tasks-first")
  const after = desk.element.querySelector(".pb-tasks-then") ?? make("div", "pb-tasks-then")
  const isOpen = after.querySelector("details")?.open ?? false
  if (!after.isConnected) (desk.element.querySelector(".pb-waits, .pb-numbers") ?? place).after(after)
  const [heading, list] = place.children
  heading.textContent = !first ? "Nothing left to do" : first[0] === "plan" ? "First" : GROUPS[first[0]]
  list.replaceChildren(...(first?.[1] ?? []).map((one) => one.element))
  after.replaceChildren(...rest.map(([group, some]) => groupElement(desk, group, some)))
  const again = after.querySelector("details")
  if (again) again.open = isOpen
}

/** What of others still waits: somebody said so, or an action of this role is not done. */
function showWaits(desk, tasks) {
  const over = new Set(tasks.filter(({ group }) => group === "done").map(({ action }) => action.id))
  let count = 0
  for (const element of desk.waits) {
    const action = actionOf(element)
    const standing = standingOf(action)
    hideUnknown(element, element.dataset.status === action.status)
    const isHeld = element.querySelector(".pb-hindrance:not([hidden])")
    const isNeeding = [...element.querySelectorAll("[data-need]")].some((one) => !over.has(one.dataset.need))
    element.hidden = ["done", "dropped"].includes(standing.state) || !(isHeld || isNeeding)
    count += Number(!element.hidden)
    const words = timeWords(standing, clock.now(), playbook.zone)
    const place = live(element, element.querySelector(".pb-row > a"))
    if (["late", "not-confirmed", "now"].includes(standing.state)) place.append(" ", chip(standing.state))
    if (words) place.append(" ", make("strong", "pb-num", words))
  }
  const section = desk.element.querySelector(".pb-waits")
  if (section) section.hidden = count === 0
  return count
}

/** One line over the desk: what is not as it should be, each a link to where it stands. */
function showAttention(desk, tasks, waiting) {
  const line = desk.element.querySelector(":scope > .pb-attention") ?? make("p", "pb-attention")
  if (!line.isConnected) desk.element.prepend(line)
  const found = ["late", "blocked", "not-confirmed"].map((group) => [group, tasks.filter((one) => one.group === group)])
  const links = found.filter(([, some]) => some.length).map(([group, some]) => {
    const text = make("span", `pb-chip pb-chip--${group}`, `${some.length} ${GROUPS[group].toLowerCase()}`)
    return linkTo(some[0].element.querySelector(".pb-card-title"), text)
  })
  if (waiting) links.push(linkTo(desk.element.querySelector(".pb-waits"), make("span", "pb-chip pb-chip--medium", `${waiting} waiting on you`)))
  line.replaceChildren(...links)
  line.hidden = links.length === 0
}

function linkTo(aim, ...content) {
  const made = make("button", "pb-jump", ...content)
  made.type = "button"
  made.addEventListener("click", () => aim.scrollIntoView({ block: "center" }))
  return made
}

function showDesk(desk, ticks) {
  for (const element of desk.tasks) hideUnknown(element, true)
  const tasks = desk.tasks.map((element) => taskOf(element, ticks))
  if (tasks.length) {
    tasks.forEach(tell)
    lay(desk, tasks)
  }
  const isMine = role() === desk.id
  const waiting = showWaits(desk, tasks)
  const heading = desk.element.querySelector(".pb-waits > :first-child")
  heading?.setAttribute("data-static", heading.dataset.static ?? heading.textContent)
  if (heading) heading.textContent = isMine ? "Waiting on you" : heading.dataset.static
  showAttention(desk, tasks, isMine ? waiting : 0)
  showAbsences(desk)
  const plain = desk.element.querySelector(".pb-noclock")
  if (plain) plain.hidden = clock.rules !== null || tasks.length === 0
}

const page = document.getElementById("__now")
const select = /** @type {HTMLSelectElement | null} */ (document.getElementById("__role"))

/** Only the reader's desk; all of them to pick from while there is none. */
function showPicked() {
  const sides = [...page.querySelectorAll(".pb-deskside")]
  const picked = sides.find((one) => one.dataset.side === role())
  for (const one of sides) one.hidden = one !== picked
  page.classList.toggle("pb-picked", picked !== undefined)
  page.querySelector(".pb-you").hidden = false
  page.querySelector(".pb-pick").hidden = picked !== undefined
  select.value = picked ? role() : ""
  select.disabled = clock.role !== null
}

function show() {
  if (page && select) showPicked()
  const ticks = load(clock.run)
  for (const desk of desks) {
    if (desk.element.offsetParent !== null || !page) showDesk(desk, ticks)
  }
  for (const button of document.querySelectorAll("button[data-pick]")) button.hidden = clock.role !== null
}

function pick(event) {
  const id = event.target.closest("[data-pick]")?.dataset.pick
  if (!id) return
  event.preventDefault()
  choose(id)
  if (page) scrollTo(0, 0)
  else location.href = new URL("now/", base).href
}

if (desks.length || page) {
  document.querySelector(".md-content")?.addEventListener("click", pick)
  select?.addEventListener("change", () => choose(select.value || null))
  show()
  onClock(show)
  onRole(show)
  onChange((name) => { if (name.startsWith("ticks:")) show() })
  document.addEventListener("pb:ticks", show)
}
