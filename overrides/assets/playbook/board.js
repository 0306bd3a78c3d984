/* The board as one reader's: the role's next action with its calls, what needs attention now, what is due next. */

import { clock, onClock } from "./clock.js"
import { base } from "./config.js"
import { due } from "./messages.js"
import { lengthTo, shown } from "./moments.js"
import { choose, onRole, role } from "./role.js"
import { actionOf, standingOf } from "./actions.js"

const board = document.getElementById("__board")
const pool = document.getElementById("_pool")

/** Which of a role's actions comes first: what runs, what nobody has recorded, what comes. */
const ORDER = ["now", "late", "not-confirmed", "next", "undated", "blocked"]

/** @param {string} id @returns {HTMLElement} */
const part = (id) => document.getElementById(id)

function element(name, className, text) {
  const made = document.createElement(name)
  if (className) made.className = className
  if (text) made.textContent = text
  return made
}

function chip(kind, text) {
  return element("span", `pb-chip pb-chip--${kind}`, text)
}

function link(href, ...content) {
  const made = document.createElement("a")
  made.href = href
  made.append(...content)
  return made
}

/** Every action with where it stands now, the most pressing first. */
function actions() {
  const found = [...pool.querySelectorAll("[data-action]")].map((card) => {
    const action = actionOf(card)
    return { ...action, card, standing: standingOf(action) }
  })
  const open = new Map(found.filter(({ standing }) => standing.state !== "done").map((one) => [one.id, one]))
  for (const one of found) one.waits = one.needs.map((id) => open.get(id)).filter(Boolean)
  // What cannot begin yet stands among what is to come.
  const state = ({ standing, waits }) => (standing.state === "now" && waits.length ? "next" : standing.state)
  const rank = (one) => ORDER.indexOf(state(one))
  const moment = (one) => +((standingIs(one, "next") && one.standing.start) || one.standing.end || one.standing.start || Infinity)
  return found.filter((one) => rank(one) >= 0).sort((a, b) => rank(a) - rank(b) || moment(a) - moment(b))
}

const standingIs = ({ standing }, state) => standing.state === state

function pick() {
  const label = element("label", "", "You are")
  const select = document.createElement("select")
  label.htmlFor = select.id = "_role"
  select.append(new Option("Everybody: show all roles", ""))
  for (const one of JSON.parse(board.dataset.roles)) select.append(new Option(one.title, one.id))
  select.addEventListener("change", () => choose(select.value || null))
  part("_you").replaceChildren(label, select)
  part("_you").hidden = false
  return select
}

function showMine(all, id) {
  const own = all.filter((one) => !id || one.owner === id || one.supports.includes(id))
  const [first, ...rest] = own
  const title = part("_next")
  if (!first) {
    title.textContent = "Nothing open for you"
    part("_mine").replaceChildren(element("p", "pb-dim", "No action of this role is open. Ask where you can help."))
    part("_rest").replaceChildren()
    return
  }
  title.textContent = { now: "Do this now", late: "This is late", blocked: "This is blocked", next: "Your next action",
    "not-confirmed": "Not confirmed: is this done?" }[first.standing.state] ?? "Do this first"
  part("_mine").replaceChildren(firstCard(first))
  const calls = pool.querySelector(`[data-calls="${CSS.escape(first.owner)}"]`)
  if (calls) part("_calls").replaceChildren(...[...calls.cloneNode(true).childNodes])
  part("_rest").replaceChildren(...list(rest.slice(0, 3), rest.length, id))
}

function firstCard({ card, standing, waits }) {
  const made = card.cloneNode(true)
  made.classList.add("pb-card--first")
  const meta = made.querySelector(".pb-meta")
  const words = lengthWords(standing)
  if (words) meta.prepend(element("strong", "pb-num pb-end--due", words))
  if (standing.state !== "undated" && !meta.querySelector(".pb-chip")) meta.prepend(chip(standing.state, standing.state.replace("-", " ")))
  if (waits.length) {
    const note = element("p", "pb-fallback", "Waits for ")
    waits.forEach((other, at) => note.append(at ? ", " : "", titleLink(other)))
    meta.after(note)
  }
  return made
}

const titleLink = ({ card }) => card.querySelector(".pb-card-title a").cloneNode(true)

function lengthWords({ state, start, end }) {
  const now = clock.now()
  if (state === "now" && end) return end > now ? `ends ${lengthTo(end - now)}` : ""
  if (state === "next" && start) return lengthTo(start - now)
  if (["late", "not-confirmed"].includes(state) && end) return `was due ${lengthTo(end - now)}`
  return ""
}

function list(rows, count, id) {
  if (!rows.length) return []
  const made = element("ul", "pb-rows")
  for (const one of rows) {
    const { card, standing } = one
    const item = document.createElement("li")
    const row = element("span", "pb-row")
    row.append(titleLink(one))
    row.append(element("span", "pb-sub", card.querySelector(".pb-over").textContent.trim()))
    item.append(row, element("span", "pb-end pb-num", lengthWords(standing) || standing.state.replace("-", " ")))
    made.append(item)
  }
  const more = link(new URL(id ? "now/" : "plan/", base), id ? `All ${count + 1} actions of this role` : "The whole plan")
  return [element("h3", "", "Then"), made, more]
}

/** Messages by when they are due next; what was due last and is not recorded says so. */
function showMessages() {
  const now = clock.now()
  const rows = [...(part("_due")?.children ?? [])].map((item) => {
    const when = JSON.parse(item.querySelector(".pb-time").dataset.when)
    const sent = item.dataset.sent.split(" ").filter(Boolean).filter((at) => clock.knows(at)).map((at) => new Date(at))
    return { item, ...due(when, sent, clock.rules, now) }
  })
  rows.sort((a, b) => +(a.next ?? Infinity) - +(b.next ?? Infinity))
  for (const { item, next, missed } of rows) {
    // What is over and recorded asks nothing of anybody.
    item.hidden = !next && !missed
    item.querySelector("[data-due]").textContent = next ? lengthTo(next - now) : ""
    item.querySelector("[data-missed]")?.remove()
    if (missed) {
      const note = element("span", "pb-sub", ` due ${shown(missed, clock.rules.zone, now)}`)
      note.dataset.missed = ""
      note.prepend(chip("not-confirmed", "not confirmed"))
      item.querySelector(".pb-row").append(note)
    }
    item.parentNode.append(item)
  }
  return rows
}

function showAttention(all, messages) {
  const now = clock.now()
  const count = (state) => all.filter(({ standing }) => standing.state === state)
  const standup = new URL("standup/", base)
  const found = []
  for (const [state, words] of [["late", "late"], ["blocked", "blocked"], ["not-confirmed", "not confirmed"]]) {
    const some = count(state)
    if (!some.length) continue
    const href = some.length === 1 ? titleLink(some[0]).getAttribute("href") : standup
    found.push(link(href, chip(state, `${some.length} ${words}`)))
  }
  const [next] = messages.filter((one) => one.next)
  if (next) {
    const name = next.item.querySelector(".pb-row a").textContent
    found.push(link("#_messages", `${name}: message ${lengthTo(next.next - now)}`))
  }
  part("_attention").replaceChildren(...(found.length ? found : [element("span", "pb-dim", "Nothing needs attention.")]))
}

function show() {
  board.classList.toggle("pb-board--live", Boolean(clock.rules))
  const all = actions()
  const id = role()
  select.value = id ?? ""
  if (id || clock.rules) showMine(all, id)
  if (clock.rules) showAttention(all, showMessages())
}

const select = board ? pick() : null
if (board) {
  show()
  onClock(show)
  onRole(show)
}
