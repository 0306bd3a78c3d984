/* The end of a drill: a short summary to copy, kept until it is deleted. */

import { entries, titleOf } from "./book.js"
import { drills, forgetDrill } from "./clock.js"
import { inWords } from "./clockwords.js"
import { playbook } from "./config.js"
import { summaryOf } from "./pretend.js"
import { get } from "./storage.js"
import { button, copyable, element, say } from "./telling.js"
import { sound } from "./ticks.js"

/** @typedef {import("./clock.js").Drill & {ended: string}} Over */

const panel = /** @type {HTMLElement | null} */ (document.querySelector(".pb-drills"))

/** @param {Over} drill @returns {Promise<string>} */
async function textOf(drill) {
  const found = await entries()
  const ticks = sound(get(`ticks:drill-${drill.id}`))
  return summaryOf(drill, ticks, { title: playbook.title, counting: playbook, titleOf: (ref) => titleOf(found, ref) })
}

/** @param {Over} drill @param {() => void} onDelete @returns {Promise<Node[]>} */
async function partsOf(drill, onDelete) {
  const text = await textOf(drill)
  const forget = button("Delete", () => {
    forgetDrill(drill.id)
    showDrills()
    onDelete()
  })
  return [copyable("Summary of the drill", text, Math.min(14, text.split("\n").length + 1)), element("p", { className: "pb-answers" }, forget)]
}

/** Tells of the drill that was just left. @returns {Promise<void>} */
export async function tellEnd() {
  const drill = drills().at(-1)
  const sentence = "The drill is over. The clock, your role and your ticks are as they were before."
  say([sentence], { focus: true })
  if (!drill) return
  const parts = await partsOf(drill, () => say(["The drill is deleted."], { focus: true }))
  say([sentence, ...parts, element("p", { className: "pb-dim" }, "Until you delete it, it stands with the clock on the page of severity levels.")], { focus: true })
  showDrills()
}

/** Lists the drills that are over where the clock's panel is. */
export async function showDrills() {
  if (!panel) return
  const rows = await Promise.all(drills().map(async (drill) => {
    const began = inWords(new Date(drill.began), playbook.zone, new Date())
    const parts = await partsOf(drill, () => panel.closest(".pb-clockpanel")?.querySelector("button")?.focus())
    return element("details", {}, element("summary", {}, `Drill of ${began}`), ...parts)
  }))
  panel.replaceChildren(...(rows.length ? [element("p", { className: "pb-clockform-title" }, "Drills that are over"), ...rows.reverse()] : []))
}
