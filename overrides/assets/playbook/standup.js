/* The stand-up by the clock: what each role says, in one line a thing, numbers first. */

import { actionOf, showUnblocked, standingOf } from "./actions.js"
import { clock, onClock } from "./clock.js"
import { playbook } from "./config.js"
import { KINDS, headingOf, saidOf, spoken, whenSaid } from "./spoken.js"

const page = document.getElementById("__standup")
const parts = [...(page?.querySelectorAll(".pb-standup") ?? [])].map((element) => ({
  element,
  said: element.querySelector(".pb-spoken"),
  unclocked: element.querySelector(".pb-spoken").textContent,
  title: element.dataset.title,
  lines: [...element.querySelectorAll("[data-action]")].map((line) => ({ line, isHidden: line.hidden })),
}))
const heading = page?.querySelector(".pb-standup-when")
const silent = page?.querySelector(".pb-standup-silent")
const unclocked = {
  heading: heading?.textContent,
  silent: [...(silent?.childNodes ?? [])],
  isSilent: silent?.hidden,
  idle: [...(silent?.querySelectorAll("a") ?? [])].map((link) => link.textContent),
}

/** Without a clock the page stays as it was made. */
function showPlan() {
  heading.textContent = unclocked.heading
  silent.replaceChildren(...unclocked.silent)
  silent.hidden = unclocked.isSilent
  for (const { element, said, unclocked: text, lines } of parts) {
    element.hidden = false
    said.textContent = text
    showUnblocked(element)
    for (const { line, isHidden } of lines) {
      line.hidden = isHidden
      line.querySelector(".pb-line-time").hidden = false
      line.querySelector(".pb-live")?.remove()
      for (const why of line.querySelectorAll(".pb-hindrance")) why.hidden = false
    }
  }
}

/** In the order in which the numbers are read; nothing moves that stands there already, or while somebody records. */
function sort(lines, kinds) {
  const place = (index) => KINDS.indexOf(kinds[index])
  const order = [...lines.keys()].sort((a, b) => place(a) - place(b) || a - b).map((index) => lines[index].line)
  const list = order[0].parentElement
  if (list.querySelector(".pb-recordform")) return
  if (order.some((line, index) => list.children[index] !== line)) list.replaceChildren(...order)
}

function showPart({ element, said, lines }) {
  const kinds = lines.map(({ line }) => {
    const action = actionOf(line)
    const standing = standingOf(action)
    const kind = saidOf(standing, clock.now(), playbook.zone)
    const isListed = !["", "under way"].includes(kind)
    line.hidden = !isListed
    line.querySelector(".pb-line-time").hidden = isListed
    const place = line.querySelector(".pb-live") ?? document.createElement("span")
    place.className = "pb-live"
    const words = whenSaid(kind, standing, clock.now(), playbook.zone)
    place.textContent = words ? `, ${words}${/[?]$/.test(words) ? "" : "."}` : ""
    // In a drill nobody knows yet what the log says of later.
    for (const why of line.querySelectorAll(".pb-hindrance")) why.hidden = kind !== "blocked"
    line.querySelector("a").after(place)
    return kind
  })
  sort(lines, kinds)
  const free = showUnblocked(element)
  const words = [spoken(kinds), free ? `${free} can start.` : ""].filter(Boolean).join(" ")
  element.hidden = words === ""
  said.textContent = words
  return kinds.filter((kind) => kind === "under way").length
}

function show() {
  if (!clock.rules) return showPlan()
  heading.textContent = headingOf(clock.now(), clock.rules)
  const quiet = []
  for (const part of parts) {
    const underWay = showPart(part)
    if (part.element.hidden) quiet.push(underWay ? `${part.title} (${underWay} under way)` : part.title)
  }
  const names = [...quiet, ...unclocked.idle]
  silent.textContent = `Nothing due today, late, blocked or unconfirmed: ${names.join(", ")}.`
  silent.hidden = names.length === 0
}

if (page) {
  show()
  onClock(show)
}
