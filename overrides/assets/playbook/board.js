/* The board as one reader's: the role's next action with its calls, what needs attention now, which message is due. */

import { actionOf, holds, standingOf } from "./actions.js"
import { forgetAbsences, showAbsences } from "./away.js"
import { chip } from "./card.js"
import { clock, onClock } from "./clock.js"
import { base, playbook } from "./config.js"
import { GROUPS, groupOf, laidOut, timeWords } from "./desk.js"
import { due } from "./messages.js"
import { lengthTo, shown } from "./moments.js"
import { element } from "./parts.js"
import { choose, isFixed, onRole, role } from "./role.js"
import { refreshTimes } from "./times.js"

/** @typedef {{card: HTMLElement, standing: import("./standing.js").Standing, group: string, isReady: boolean, waits: Task[]}} Task */

/** So many messages, and so many of a role's further actions, are shown at once. */
const MESSAGES = 5
const ACTIONS = 3

const board = document.getElementById("__board")
const pool = document.getElementById("_pool")
const roles = JSON.parse(board?.dataset.roles ?? "[]")
const part = (id) => document.getElementById(id)
const titleLink = ({ card }) => card.querySelector(".pb-card-title a").cloneNode(true)

/** What the page was built with, for as long as nobody knows the day. */
const built = new Map(["_attention", "_next", "_mine", "_calls", "_rest"].map((id) => [id, [...(part(id)?.childNodes ?? [])]]))
const rows = [...(board?.querySelectorAll("[data-sent]") ?? [])]

/**
 * Fills a place, if that changes anything; who is at one of its links stays there.
 * @param {string} id
 * @param {...(Node | string)} nodes
 */
function fill(id, ...nodes) {
  const place = part(id)
  const made = place.cloneNode(false)
  made.append(...nodes.map((node) => (typeof node === "string" ? node : node.cloneNode(true))))
  if (made.isEqualNode(place)) return
  const at = [...place.querySelectorAll("a, button")].indexOf(document.activeElement)
  place.replaceChildren(...made.childNodes)
  if (at >= 0) place.querySelectorAll("a, button")[at]?.focus({ preventScroll: true })
}

/** @returns {(Task & ReturnType<typeof actionOf>)[]} every action as it stands now, in order of the plan */
function actions() {
  const found = [...pool.querySelectorAll("[data-action]")].map((card) => {
    const action = actionOf(card)
    return { ...action, card, standing: standingOf(action) }
  })
  const holding = new Map(found.filter((one) => holds(one, one.standing)).map((one) => [one.id, one]))
  return found.map((one) => {
    const waits = one.needs.map((id) => holding.get(id)).filter(Boolean)
    const isReady = waits.length === 0
    return { ...one, waits, isReady, group: groupOf(one.standing, clock.now(), clock.rules !== null, isReady) }
  })
}

function pick() {
  const select = element("select", { id: "_role" }, new Option("Everybody", ""))
  for (const { id, title } of roles) select.append(new Option(title, id))
  select.addEventListener("change", () => choose(select.value || null))
  part("_you").replaceChildren(element("label", { htmlFor: "_role" }, "You are"), select)
  part("_you").hidden = false
  return select
}

/** What this reader does first, whom they call about it, what comes then; what they only support comes last. */
function showMine(all, id) {
  const own = laidOut(all.filter((one) => !id || one.owner === id))
  const others = laidOut(all.filter((one) => id && one.owner !== id && one.supports.includes(id)))
  const isOpen = ({ first }) => first && first[0] !== "done"
  const [leading, following] = isOpen(own) ? [own, others] : [others, own]
  if (!isOpen(leading)) {
    fill("_next", "Nothing left to do")
    fill("_mine", element("p", { className: "pb-dim" }, "No action of this role is open. Ask where you can help."))
    fill("_calls", ...pool.querySelector('[data-calls=""]').children)
    fill("_rest")
    return
  }
  const [group, [task, ...more]] = leading.first
  fill("_next", group === "plan" ? "To do first" : GROUPS[group])
  fill("_mine", firstCard(task, id))
  fill("_calls", ...pool.querySelector(`[data-calls="${CSS.escape(task.owner)}"]`).children)
  const rest = [...leading.rest, ...(isOpen(following) ? [following.first, ...following.rest] : [])]
  const place = ([name]) => Object.keys(GROUPS).indexOf(name)
  const open = rest.filter(([name]) => name !== "done").sort((a, b) => place(a) - place(b))
  fill("_rest", ...list([...more, ...open.flatMap(([, some]) => some)], id))
}

function firstCard(task, id) {
  const { card, standing, waits } = task
  const made = card.cloneNode(true)
  made.classList.add("pb-card--first")
  const meta = made.querySelector(".pb-meta")
  const words = timeWords(standing, clock.now(), playbook.zone)
  if (words) meta.prepend(element("strong", { className: "pb-num pb-end--due" }, words))
  if (!["undated", "next"].includes(standing.state) && !meta.querySelector(".pb-chip")) meta.prepend(chip(standing.state))
  if (isSupport(task, id)) made.querySelector(".pb-over").prepend("You support · ")
  if (waits.length) {
    const note = element("p", { className: "pb-fallback" }, "Waits for ")
    waits.forEach((other, at) => note.append(at ? ", " : "", titleLink(other)))
    meta.after(note)
  }
  return made
}

const isSupport = (task, id) => id !== null && task.owner !== id

function list(tasks, id) {
  if (!tasks.length) return []
  const rows = tasks.slice(0, ACTIONS).map((task) => {
    const over = task.card.querySelector(".pb-over").textContent.trim()
    const where = element("span", { className: "pb-sub" }, isSupport(task, id) ? `You support · ${over}` : over)
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
  if (state === "now" && end) return `${+start === +end ? "due" : "ends"} ${lengthTo(end - now)}`
  if (state === "undated") return card.querySelector(".pb-time")?.firstChild.textContent.trim() ?? ""
  return state.replace("-", " ")
}

/** Messages by when they are due next; of what was due last and is not recorded the row says so. */
function showMessages() {
  const now = clock.now()
  for (const item of rows) item.querySelector("[data-missed]")?.remove()
  const known = rows.map((item) => {
    const when = JSON.parse(item.querySelector(".pb-time").dataset.when)
    // A message may have been sent for a moment to come; in a drill nobody knows yet what the log says of later.
    const isKnown = (at) => clock.mode !== "drill" || clock.knows(at)
    const sent = item.dataset.sent.split(" ").filter((at) => at && isKnown(at)).map((at) => new Date(at))
    return { item, ...due(when, sent, clock.rules, now) }
  })
  const asked = known.filter(({ next, missed }) => next || missed).sort((a, b) => (a.next ?? now) - (b.next ?? now))
  for (const { item, next, missed } of known) {
    item.querySelector("[data-due]").textContent = next ? lengthTo(next - now) : ""
    // What is over and recorded asks nothing of anybody; without a clock nothing is over.
    item.hidden = clock.rules !== null && !next && !missed
    if (!missed) continue
    const note = element("span", { className: "pb-sub" }, chip("not-confirmed"), ` due ${shown(missed, playbook.zone, now)}`)
    note.dataset.missed = ""
    item.querySelector(".pb-row").append(note)
  }
  order(clock.rules ? [...asked.map(({ item }) => item), ...rows.filter((item) => item.hidden)] : rows)
  return asked
}

/** The first messages at once, the others behind a line; nothing moves that stands where it should, or beside a form. */
function order(items) {
  const [few, more] = [part("_due"), part("_due-more")]
  if ([few, more].some((place) => place?.querySelector(".pb-recordform"))) return
  for (const [place, some] of [[few, items.slice(0, MESSAGES)], [more, items.slice(MESSAGES)]]) {
    if (place && [...place.children].some((one, at) => one !== some[at])) place.replaceChildren(...some)
    else if (place && place.children.length !== some.length) place.replaceChildren(...some)
  }
  if (more) more.parentElement.hidden = [...more.children].every((one) => one.hidden)
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
  const missed = messages.filter((one) => one.missed).length
  const words = chip("not-confirmed", `${missed} ${missed === 1 ? "message" : "messages"}`)
  // The mark before it says so to those who see it; a phone's line is short.
  words.append(element("span", { className: "pb-unseen" }, " not confirmed"))
  if (missed) found.push(element("a", { href: "#_messages" }, words))
  found.push(...built.get("_attention").filter((one) => one instanceof Element && one.matches('[href="#_off-target"]')))
  const next = messages.find((one) => one.next)
  if (next) {
    const who = next.item.querySelector(".pb-row a").textContent
    found.push(element("a", { href: "#_messages" }, `${who}: message ${lengthTo(next.next - clock.now())}`))
  }
  fill("_attention", ...(found.length ? found : [element("span", { className: "pb-dim" }, "Nothing needs attention.")]))
}

/** The role of somebody who is in this plan; what an earlier one named is said, and counts as none. */
function knownRole() {
  const id = role()
  const isGone = id !== null && !roles.some((one) => one.id === id)
  const told = part("_you").querySelector("span")
  if (isGone && !told) part("_you").append(element("span", {}, "Your role is no longer in the plan: pick one."))
  if (!isGone) told?.remove()
  return isGone ? null : id
}

function show() {
  board.classList.toggle("pb-board--live", clock.rules !== null)
  forgetAbsences(board)
  const id = knownRole()
  select.value = id ?? ""
  select.disabled = isFixed()
  const all = actions()
  const messages = showMessages()
  part("_messages")?.replaceChildren(clock.rules ? "Messages due" : "Messages")
  for (const [place, nodes] of built) if (!clock.rules && (!id || place === "_attention")) fill(place, ...nodes)
  if (id || clock.rules) showMine(all, id)
  if (clock.rules) showAttention(all, messages)
  refreshTimes(board)
  showAbsences({ root: board, id: id ?? "" })
}

const select = board ? pick() : null
if (board) {
  show()
  onClock(show)
  onRole(show)
}
