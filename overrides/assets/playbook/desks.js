/* One role's desk on the page, by the clock: its cards in groups, who waits, what is not as it should be. */

import { actionOf, showUnblocked, standingOf } from "./actions.js"
import { showAbsences } from "./away.js"
import { chip, hideUnknown, live, subjectOf, taskOf, tell } from "./card.js"
import { clock } from "./clock.js"
import { playbook } from "./config.js"
import { GROUPS, laidOut, timeWords } from "./desk.js"
import { element } from "./parts.js"
import { reconcile } from "./reconcile.js"
import { role } from "./role.js"

/** @typedef {import("./card.js").Task} Task */

export class Desk {
  /** @param {HTMLElement} root the element with `data-desk` */
  constructor(root) {
    this.root = root
    this.id = root.dataset.desk
    this.cards = [...root.querySelectorAll(".pb-task")]
    this.waits = [...root.querySelectorAll(".pb-wait")]
    this.waitsTitle = root.querySelector(".pb-waits > :first-child")
    this.waitsOf = this.waitsTitle?.textContent
    this.attention = element("p", { className: "pb-attention", hidden: true })
    this.layout = ""
    this.said = ""
    root.prepend(this.attention)
  }

  /** @param {import("./ticks.js").Ticks} ticks of the run */
  show(ticks) {
    for (const card of this.cards) hideUnknown(card, true)
    const { views } = reconcile(this.cards.map(subjectOf), ticks)
    const tasks = this.cards.map((card) => taskOf(card, views))
    tasks.forEach(tell)
    if (tasks.length) this.#lay(tasks)
    showUnblocked(this.root)
    const waiting = this.#showWaits(tasks)
    this.#showAttention(tasks, role() === this.id ? waiting : 0)
    showAbsences(this)
    const plain = this.root.querySelector(".pb-noclock")
    if (plain) plain.hidden = clock.rules !== null || tasks.length === 0
  }

  /** Moves cards only when something changes, and none while somebody records: nobody loses the one that they are at. */
  #lay(tasks) {
    const { first, rest } = laidOut(tasks)
    const layout = JSON.stringify([first, ...rest].map((one) => one && [one[0], one[1].map(({ action }) => action.id)]))
    if (layout === this.layout || this.root.querySelector(".pb-recordform")) return
    this.layout = layout
    const [heading, list] = this.root.querySelector(".pb-tasks-first").children
    heading.textContent = !first ? "Nothing left to do" : first[0] === "plan" ? "First" : GROUPS[first[0]]
    list.replaceChildren(...(first?.[1] ?? []).map((one) => one.root))
    const after = this.#after()
    const isOpen = after.querySelector("details")?.open ?? false
    after.replaceChildren(...rest.map(([group, some]) => this.#group(group, some, heading.localName)))
    const done = after.querySelector("details")
    if (done) done.open = isOpen
  }

  /** Where the other cards stand; the page has no such place for a single one. */
  #after() {
    const found = this.root.querySelector(".pb-tasks-then") ?? element("div", { className: "pb-tasks-then" })
    const before = [".pb-waits", ".pb-numbers", ".pb-tasks-first"].map((name) => this.root.querySelector(name)).find(Boolean)
    if (!found.isConnected) before.after(found)
    return found
  }

  /** @param {string} group @param {Task[]} tasks @param {string} level of its heading */
  #group(group, tasks, level) {
    const list = element("ul", { className: "pb-tasks" }, ...tasks.map((one) => one.root))
    const title = [`${GROUPS[group]} `, element("span", { className: "pb-count pb-num" }, String(tasks.length))]
    if (group === "done") return element("details", { className: "pb-group" }, element("summary", {}, ...title), list)
    return element("div", { className: "pb-group" }, element(level, { id: `_${this.id}-${group}` }, ...title), list)
  }

  /** What of others still waits: somebody said so, or an action of this role is not done. */
  #showWaits(tasks) {
    const over = new Set(tasks.filter(({ group }) => group === "done").map(({ action }) => action.id))
    for (const wait of this.waits) {
      const action = actionOf(wait)
      const standing = standingOf(action)
      hideUnknown(wait, wait.dataset.status === action.status)
      const isHeld = wait.querySelector(".pb-hindrance:not([hidden])") !== null
      const isNeeding = [...wait.querySelectorAll("[data-need]")].some((one) => !over.has(one.dataset.need))
      wait.hidden = ["done", "dropped"].includes(standing.state) || !(isHeld || isNeeding)
      const words = timeWords(standing, clock.now(), playbook.zone)
      const place = live(wait, wait.querySelector(".pb-row > a"))
      if (["late", "not-confirmed", "now"].includes(standing.state)) place.append(chip(standing.state), " ")
      if (words) place.append(element("strong", { className: "pb-num" }, words))
    }
    const count = this.waits.filter((wait) => !wait.hidden).length
    if (!this.waitsTitle) return count
    this.waitsTitle.parentElement.hidden = count === 0
    this.waitsTitle.textContent = role() === this.id ? "Waiting on you" : this.waitsOf
    return count
  }

  /** One line: what is not as it should be, each leading to where it stands. */
  #showAttention(tasks, waiting) {
    const found = []
    for (const kind of ["late", "blocked", "not-confirmed"]) {
      const some = tasks.filter(({ group }) => group === kind)
      if (some.length) found.push({ kind, text: `${some.length} ${GROUPS[kind].toLowerCase()}`, aim: some[0].root })
    }
    if (waiting) found.push({ kind: "medium", text: `${waiting} waiting on you`, aim: this.waitsTitle.parentElement })
    const said = found.map(({ text }) => text).join()
    if (said === this.said) return
    this.said = said
    this.attention.hidden = found.length === 0
    this.attention.replaceChildren(...found.map(({ kind, text, aim }) => jump(aim, chip(kind, text))))
  }
}

function jump(aim, content) {
  const made = element("button", { type: "button", className: "pb-jump" }, content)
  made.addEventListener("click", () => {
    aim.scrollIntoView({ block: "center" })
    aim.querySelector("a")?.focus({ preventScroll: true })
  })
  return made
}
