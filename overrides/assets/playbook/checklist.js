/* One checklist on the page: boxes that remember in place of those for a pen, and what is said around them. */

import { base, playbook } from "./config.js"
import { tally } from "./marking.js"
import { shown } from "./moments.js"
import { button, element } from "./parts.js"
import { PASSES } from "./ticks.js"

/** Why ticks are not kept, in one line. */
const TROUBLES = {
  blocked: "This browser keeps nothing: ticks are lost when the page is left.",
  full: "This browser has no room left: new ticks are lost when the page is left.",
  corrupt: "Ticks that this browser kept could not be read. They were set aside; new ticks are kept.",
}

/**
 * @typedef {import("./ticks.js").Tick} Tick
 * @typedef {import("./reconcile.js").View} View
 * @typedef {object} Acts what the reader may do
 * @property {(step: string, on: boolean) => void} mark
 * @property {(tick: Tick) => void} refuse
 * @property {(tick: Tick) => void} dismiss
 * @property {() => void} clear
 * @property {() => void} undo
 * @property {() => void} nextPass
 * @property {() => void} heed
 * @property {() => void} putBack
 *
 * @typedef {object} About what is said around the boxes
 * @property {Date} now
 * @property {null | "blocked" | "full" | "corrupt"} trouble
 * @property {number} cleared ticks that were lost when the browser's storage was cleared
 * @property {number} earlier ticks of this checklist in earlier runs
 * @property {boolean} canUndo
 * @property {boolean} holdsAll whether the page holds the checklists of all subjects
 */

let made = 0

/** @param {string} text @returns {HTMLElement} */
function paragraph(text, className) {
  return element("p", { className }, text)
}

export class Checklist {
  /**
   * @param {HTMLElement} root the element with `data-subject`
   * @param {Acts} acts
   */
  constructor(root, acts) {
    this.root = root
    this.acts = acts
    this.isWhole = root.querySelector("[data-step='']") !== null
    this.steps = new Map([...root.querySelectorAll("[data-step]")].map((step) => [step.dataset.step, this.#live(step)]))
    this.head = element("div", { className: "pb-list-head" })
    this.foot = element("div", { className: "pb-list-foot" })
    this.tools = element("div", { className: "pb-list-tools" })
    root.classList.add("pb-checklist--live")
    if (!this.isWhole) root.prepend(this.head)
    root.append(...(this.isWhole ? [this.head] : []), this.foot, this.tools)
  }

  /** A box and its label in place of what is printed; the words stay as they are. */
  #live(step) {
    const row = step.querySelector(".pb-tick")
    const box = element("input", { type: "checkbox", id: `__tick-${++made}`, className: "pb-check" })
    const label = element("label", { className: row.className, htmlFor: box.id })
    label.append(box, ...row.childNodes)
    const query = element("div", { className: "pb-query" })
    row.replaceWith(label)
    label.after(query)
    box.addEventListener("change", () => this.acts.mark(step.dataset.step, box.checked))
    return { step, box, query }
  }

  /** @param {string} step where the reader goes on after a button that is gone */
  focus(step) {
    this.steps.get(step)?.box.focus()
  }

  /**
   * @param {View} view
   * @param {About} about
   */
  show(view, about) {
    const { on, of } = tally(view)
    const next = on > 0 ? view.steps.find(({ step }) => view.marks.get(step).state !== "done")?.step : undefined
    for (const [key, { step, box, query }] of this.steps) {
      const { state, tick } = view.marks.get(key)
      box.checked = state === "done"
      step.classList.toggle("pb-step--done", state === "done")
      step.classList.toggle("pb-step--next", key === next)
      if (key === next) step.setAttribute("aria-current", "step")
      else step.removeAttribute("aria-current")
      const asks = state === "reworded" || state === "offered"
      const text = view.steps.find((one) => one.step === key).text
      fill(query, asks ? `${state} ${tick.at} ${tick.text}` : "", () => this.#query(key, state, tick, text, about.now))
    }
    const said = JSON.stringify([on, of, view.pass, view.earlier, about.trouble, about.cleared, about.earlier])
    fill(this.head, said, () => this.#said(view, on, of, about))
    const tool = about.canUndo ? "undo" : on > 0 && !this.isWhole ? "clear" : ""
    fill(this.tools, tool, () => [this.#tool(tool)])
    fill(this.foot, view.gone.length ? JSON.stringify(view.gone) : "", () => this.#lost(view.gone, about))
  }

  #query(key, state, tick, text, now) {
    const answer = (act) => () => {
      act()
      this.focus(key)
    }
    const isSame = tick.text === text
    const why = state === "reworded"
      ? "This step was reworded since you ticked it."
      : `You ticked this on ${shown(new Date(tick.at), playbook.zone, now)}, when it stood elsewhere in the plan${isSame ? "" : " or read differently"}.`
    const texts = isSame ? [] : [paragraph(`Was: ${tick.text}`, "pb-query-was"), paragraph(`Now: ${text}`, "pb-query-now")]
    const no = () => (state === "reworded" ? this.acts.mark(key, false) : this.acts.refuse(tick))
    const answers = element("p", { className: "pb-query-answers" },
      button("Still done", answer(() => this.acts.mark(key, true)), ""), button("Not done", answer(no)))
    return [paragraph(why, "pb-query-why"), ...texts, answers]
  }

  #said(view, on, of, about) {
    const parts = [this.#counted(on, of)]
    if (!this.isWhole) parts.push(progress(on, of))
    if (this.root.dataset.passes !== undefined) parts.push(this.#passes(view))
    if (about.trouble) {
      const text = paragraph(`${TROUBLES[about.trouble]} `, "pb-list-trouble")
      if (about.trouble === "corrupt") text.append(this.#leaving("OK", this.acts.heed))
      parts.push(text)
    }
    if (about.cleared) {
      const text = paragraph("What this browser kept was cleared while the page was open, and these ticks with it. ", "pb-list-trouble")
      text.append(this.#leaving("Put them back", this.acts.putBack))
      parts.push(text)
    }
    if (about.earlier && on === 0) {
      const way = element("a", { href: new URL("checklists/#_earlier-runs", base).href }, "See earlier runs")
      parts.push(element("p", { className: "pb-list-earlier" }, `${count(about.earlier)} from an earlier run, kept apart. `, way))
    }
    return parts
  }

  #counted(on, of) {
    const words = this.isWhole ? (on ? "Ticked on this device" : "Not ticked on this device") : `${on} of ${of} ticked on this device`
    return paragraph(words, "pb-list-tally pb-num")
  }

  #tool(tool) {
    const [text, act] = tool === "undo" ? ["Undo: put the ticks back", this.acts.undo] : ["Clear ticks", this.acts.clear]
    return button(text, () => {
      act()
      this.tools.querySelector("button")?.focus()
    }, "pb-button--bare")
  }

  /** A button that is gone, or another one, once it was pressed: the reader goes on at the first step. */
  #leaving(text, act, more) {
    return button(text, () => {
      act()
      this.focus([...this.steps.keys()][0])
    }, more)
  }

  #passes(view) {
    const what = this.root.dataset.passes
    const before = view.earlier.map(({ on, of }) => `${on} of ${of}`).join(", ")
    const line = element("p", { className: "pb-list-pass pb-num" }, element("span", {}, `Pass ${view.pass}${what ? `, ${what}` : ""}`))
    if (view.pass < PASSES) line.append(this.#leaving("Start the next pass", this.acts.nextPass, "pb-button--bare"))
    if (before) line.append(element("span", {}, `Earlier passes: ${view.earlier.length} (${before})`))
    return line
  }

  /** Only the page with all checklists knows whether a step moved to another one. */
  #lost(gone, { now, holdsAll }) {
    const way = element("a", { href: new URL("checklists/", base).href }, "All checklists")
    const where = element("p", { className: "pb-list-elsewhere" }, way, " offer it where it stands now, if it moved.")
    return [...gone.map((tick) => this.#gone(tick, now)), ...(holdsAll ? [] : [where])]
  }

  #gone(tick, now) {
    const dismiss = () => {
      this.acts.dismiss(tick)
      const rest = this.foot.querySelector("button") ?? this.steps.values().next().value.box
      rest.focus()
    }
    return element("div", { className: "pb-gone" }, paragraph(goneText(tick, now, "this checklist"), ""), button("Dismiss", dismiss))
  }
}

/**
 * @param {Tick} tick
 * @param {Date} now
 * @param {string} [where] what its step is no longer in
 * @returns {string} what to say of a tick whose step is gone
 */
export function goneText(tick, now, where = "the plan") {
  return `No longer in ${where}: ${tick.text} (ticked ${shown(new Date(tick.at), playbook.zone, now)})`
}

/** @param {number} number @returns {string} */
export function count(number) {
  return number === 1 ? "1 tick" : `${number} ticks`
}

/** Fills a place anew only where something changed: whoever is at a button in it stays there. */
function fill(place, said, parts) {
  if (place.dataset.said === said) return
  place.dataset.said = said
  place.replaceChildren(...(said ? parts() : []))
}

/** The count as a bar; the words beside it say the same. */
function progress(on, of) {
  const bar = element("progress", { className: "pb-list-bar", max: of, value: on })
  bar.setAttribute("aria-hidden", "true")
  return bar
}
