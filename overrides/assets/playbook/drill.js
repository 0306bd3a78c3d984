/* The drill: a reader pretends another day, and every screen and page says so until it is left. Its clock and ticks are
   its own; nothing of the real run is touched. */

import { entries, rolesIn, titleOf } from "./book.js"
import { dayOf } from "./calendar.js"
import { clock, enterDrill, leaveDrill, onClock } from "./clock.js"
import { fieldOf, inWords, readDrill } from "./clockwords.js"
import { playbook } from "./config.js"
import { showDrills, tellEnd } from "./drilllog.js"
import { button, element } from "./parts.js"
import { pretend } from "./pretend.js"
import { ask, dropFromAddress, listening, say } from "./telling.js"

const LINK = "drill"
const PREFIX = "DRILL: "
const SVG = "http://www.w3.org/2000/svg"

/** @typedef {{day: number, time: string, role: string | null}} Asked */

/** Asks before a drill begins. @param {Asked} asked @param {string | null} title @param {() => void} onAnswer @param {HTMLElement} [host] */
function propose(asked, title, onAnswer, host) {
  const found = pretend(asked, playbook, clock.real, new Date())
  const whom = title ? `, as ${title}` : ""
  const left = clock.mode === "drill" ? " The drill that is running is left." : ""
  const moment = inWords(found.start, playbook.zone, new Date())
  ask({
    text: `Start a drill: day ${asked.day}, ${asked.time}${whom}?`,
    detail: `This browser then pretends that it is ${moment}, in all its tabs. The real clock, your role and your ticks
      are untouched, and come back when you leave.${left}`.replace(/\s+/g, " "),
    onYes: () => {
      onAnswer()
      enterDrill({ ...found, role: asked.role, title })
      bar.querySelector("button")?.focus()
    },
    onNo: onAnswer,
  }, host)
}

async function followLink() {
  const text = new URL(location.href).searchParams.get(LINK)
  if (text === null) return
  const forget = () => dropFromAddress(LINK)
  const asked = readDrill(text)
  const found = asked?.role ? await entries() : {}
  const roles = rolesIn(found)
  const isKnown = !asked?.role || !roles.length || roles.some(([id]) => id === asked.role)
  if (asked && isKnown) return propose(asked, asked.role && titleOf(found, `roles/${asked.role}`), forget)
  forget()
  const fault = asked ? `the role “${asked.role}”, which this playbook does not have` : "no drill"
  say([`The link names ${fault}: it is ignored.`])
}

/** Over all of the screen, and of each printed page. */
function watermark() {
  const made = document.createElementNS(SVG, "svg")
  made.setAttribute("class", "pb-watermark")
  made.setAttribute("aria-hidden", "true")
  const pattern = document.createElementNS(SVG, "pattern")
  const text = document.createElementNS(SVG, "text")
  const sheet = document.createElementNS(SVG, "rect")
  const given = { id: "__drill-mark", width: "340", height: "220", patternUnits: "userSpaceOnUse", patternTransform: "rotate(-28)" }
  for (const [name, value] of Object.entries(given)) pattern.setAttribute(name, value)
  for (const [name, value] of Object.entries({ x: "20", y: "120" })) text.setAttribute(name, value)
  for (const [name, value] of Object.entries({ width: "100%", height: "100%", fill: "url(#__drill-mark)" })) sheet.setAttribute(name, value)
  text.textContent = "DRILL"
  pattern.append(text)
  made.append(pattern, sheet)
  return made
}

const bar = element("div", { className: "pb-drillbar md-typeset" })
bar.setAttribute("role", "region")
bar.setAttribute("aria-label", "Drill")
const sheet = watermark()

function words() {
  const { drill, rules } = clock
  if (!drill || !rules) return []
  const now = clock.now()
  const day = dayOf(now, rules)
  return [
    element("strong", { className: "pb-num" }, `DRILL · day ${day}, ${fieldOf(now, playbook.zone).slice(11)}`),
    " ",
    element("span", {}, drill.role ? `pretending to be ${drill.title ?? drill.role}` : "not the real clock"),
    " ",
    ...(clock.isKept ? [] : [element("span", {}, "ends when you leave this page"), " "]),
    element("span", { className: "pb-drillbar-since pb-num" }, `since ${inWords(new Date(drill.began), playbook.zone, new Date())}`),
  ]
}

const text = element("p", {})
const leave = button("Leave", () => {
  leaveDrill()
  tellEnd()
})
bar.append(text, leave)

function show() {
  const isOn = clock.mode === "drill"
  document.documentElement.classList.toggle("pb-drill", isOn)
  const title = document.title.replace(PREFIX, "")
  document.title = isOn ? PREFIX + title : title
  if (!isOn) {
    bar.remove()
    sheet.remove()
    return
  }
  text.replaceChildren(...words())
  if (bar.isConnected) return
  const header = document.querySelector(".md-header")
  if (header) header.after(bar)
  else document.body.prepend(bar)
  document.body.append(sheet)
}

const panel = document.querySelector(".pb-clockpanel")
const form = /** @type {HTMLFormElement | null} */ (document.getElementById("__drill"))
if (panel && form) {
  const field = (name) => /** @type {any} */ (form.querySelector(`#__drill-${name}`))
  const [day, time, select] = ["day", "time", "role"].map(field)
  const host = /** @type {HTMLElement} */ (listening(panel.querySelector(".pb-clockpanel-asked")))
  const showForm = () => { form.hidden = clock.mode === "drill" }
  if (clock.rules) day.value = Math.max(1, dayOf(clock.now(), clock.rules))
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const asked = readDrill([`day-${day.valueAsNumber}`, time.value, ...(select.value ? [select.value] : [])].join())
    if (asked) propose(asked, select.value ? select.selectedOptions[0].textContent : null, () => {}, host)
  })
  showDrills()
  onClock(showForm)
  showForm()
}

onClock(show)
show()
followLink()
