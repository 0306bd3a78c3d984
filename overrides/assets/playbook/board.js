/* The board as one reader's: the role's next action with its calls, what needs attention now, which message is due. */

import { actionOf, holds, standingOf } from "./actions.js"
import { chip } from "./card.js"
import { clock, onClock } from "./clock.js"
import { base, playbook } from "./config.js"
import { GROUPS, groupOf, laidOut, timeWords } from "./desk.js"
import { due } from "./messages.js"
import { lengthTo, shown } from "./moments.js"
import { element } from "./parts.js"
import { choose, onRole, role } from "./role.js"

/** @typedef {{card: HTMLElement, standing: import("./standing.js").Standing, group: string, isReady: boolean, waits: Task[]}} Task */

/** So many messages, and so many of a role's further actions, are shown at once. */
const MESSAGES = 5
const ACTIONS = 3

const board = document.getElementById("__board")
const pool = document.getElementById("_pool")
const part = (id) => document.getElementById(id)
const titleLink = ({ card }) => card.querySelector(".pb-card-title a").cloneNode(true)

/** @returns {(Task & ReturnType<typeof actionOf>)[]} every action as it stands now, in order of the plan */
function actions() {
  const found = [...pool.querySelectorAll("[data-action]")].map((card) => {
    const action = actionOf(card)
    return { ...action, card, standing: standingOf(action) }
  })
  const holding = new Map(found.filter(({ standing }) => holds(standing)).map((one) => [one.id, one]))
  return found.map((one) => {
    const waits = one.needs.map((id) => holding.get(id)).filter(Boolean)
    const isReady = waits.length === 0
    return { ...one, waits, isReady, group: groupOf(one.standing, clock.now(), clock.rules !== null, isReady) }
  })
}

function pick() {
  const select = element("select", { id: "_role" }, new Option("Everybody", ""))
  for (const { id, title } of JSON.parse(board.dataset.roles)) select.append(new Option(title, id))
  select.addEventListener("change", () => choose(select.value || null))
  part("_you").replaceChildren(element("label", { htmlFor: "_role" }, "You are"), select)
  part("_you").hidden = false
  return select
}

/** What this reader does first, whom they call about it, what comes then. */
function showMine(all, id) {
  const own = all.filter((one) => !id || one.owner === id || one.supports.includes(id))
  const { first, rest } = laidOut(own)
  const [group, tasks] = first ?? ["done", []]
  const [task, ...more] = tasks
  if (!task || group === "done") {
    part("_next").textContent = "Nothing left to do"
    part("_mine").replaceChildren(element("p", { className: "pb-dim" }, "No action of this role is open. Ask where you can help."))
    part("_rest").replaceChildren()
    return
  }
  part("_next").textContent = group === "plan" ? "To do first" : GROUPS[group]
  part("_mine").replaceChildren(firstCard(task))
  const calls = pool.querySelector(`[data-calls="${CSS.escape(task.owner)}"]`)
  if (calls) part("_calls").replaceChildren(...calls.cloneNode(true).childNodes)
  const then = [...more, ...rest.filter(([name]) => name !== "done").flatMap(([, some]) => some)]
  part("_rest").replaceChildren(...list(then, id))
}

function firstCard({ card, standing, waits }) {
  const made = card.cloneNode(true)
  made.classList.add("pb-card--first")
  const meta = made.querySelector(".pb-meta")
  const words = timeWords(standing, clock.now(), playbook.zone)
  if (words) meta.prepend(element("strong", { className: "pb-num pb-end--due" }, words))
  if (!["undated", "next"].includes(standing.state) && !meta.querySelector(".pb-chip")) meta.prepend(chip(standing.state))
  if (waits.length) {
    const note = element("p", { className: "pb-fallback" }, "Waits for ")
    waits.forEach((other, at) => note.append(at ? ", " : "", titleLink(other)))
    meta.after(note)
  }
  return made
}

function list(tasks, id) {
  if (!tasks.length) return []
  const rows = tasks.slice(0, ACTIONS).map((task) => {
    const where = element("span", { className: "pb-sub" }, task.card.querySelector(".pb-over").textContent.trim())
    const row = element("span", { className: "pb-row" }, titleLink(task), where)
    return element("li", {}, row, element("span", { className: "pb-end pb-num" }, endOf(task)))
  })
  const [href, text] = id ? ["now/", "All of this role"] : ["plan/", "The whole plan"]
  const more = element("p", {}, element("a", { href: new URL(href, base).href }, text))
  return [element("h3", {}, "Then"), element("ul", { className: "pb-rows" }, ...rows), more]
}

/** What stands at a row's right: shortly where the action stands, before T0 the words of its time. */
function endOf({ card, standing }) {
  const { state, start, end } = standing
  const now = clock.now()
  if (state === "next") return lengthTo(start - now)
  if (state === "now" && end) return `ends ${lengthTo(end - now)}`
  if (state === "undated") return card.querySelector(".pb-time")?.firstChild.textContent.trim() ?? ""
  return state.replace("-", " ")
}

/** Messages by when they are due next; of what was due last and is not recorded the row says so. */
function showMessages() {
  const now = clock.now()
  const rows = [...board.querySelectorAll("[data-sent]")].map((item) => {
    const when = JSON.parse(item.querySelector(".pb-time").dataset.when)
    const sent = item.dataset.sent.split(" ").filter((at) => at && clock.knows(at)).map((at) => new Date(at))
    return { item, ...due(when, sent, clock.rules, now) }
  })
  const asked = rows.filter(({ next, missed }) => next || missed).sort((a, b) => (a.next ?? now) - (b.next ?? now))
  for (const { item, next, missed } of asked) {
    item.querySelector("[data-due]").textContent = next ? lengthTo(next - now) : ""
    item.querySelector("[data-missed]")?.remove()
    if (!missed) continue
    const note = element("span", { className: "pb-sub" }, chip("not-confirmed"), ` due ${shown(missed, playbook.zone, now)}`)
    note.dataset.missed = ""
    item.querySelector(".pb-row").append(note)
  }
  // What is over and recorded asks nothing of anybody.
  for (const { item } of rows) item.hidden = !asked.some((one) => one.item === item)
  const items = [...asked, ...rows.filter(({ item }) => item.hidden)].map(({ item }) => item)
  part("_due")?.replaceChildren(...items.slice(0, MESSAGES))
  part("_due-more")?.replaceChildren(...items.slice(MESSAGES))
  const more = part("_due-more")?.parentElement
  if (more) more.hidden = asked.length <= MESSAGES
  return asked
}

/** One line: what is not as it should be, and the next message. */
function showAttention(all, messages) {
  const found = []
  for (const group of ["late", "blocked", "not-confirmed"]) {
    const some = all.filter((one) => one.group === group)
    if (!some.length) continue
    const href = some.length === 1 ? titleLink(some[0]).getAttribute("href") : new URL("standup/", base).href
    found.push(element("a", { href }, chip(group, `${some.length} ${GROUPS[group].toLowerCase()}`)))
  }
  const next = messages.find((one) => one.next)
  if (next) {
    const who = next.item.querySelector(".pb-row a").textContent
    found.push(element("a", { href: "#_messages" }, `${who}: message ${lengthTo(next.next - clock.now())}`))
  }
  part("_attention").replaceChildren(...(found.length ? found : [element("span", { className: "pb-dim" }, "Nothing needs attention.")]))
}

function show() {
  board.classList.toggle("pb-board--live", clock.rules !== null)
  const all = actions()
  const id = role()
  select.value = id ?? ""
  select.disabled = clock.role !== null
  if (id || clock.rules) showMine(all, id)
  if (clock.rules) showAttention(all, showMessages())
}

const select = board ? pick() : null
if (board) {
  show()
  onClock(show)
  onRole(show)
}
