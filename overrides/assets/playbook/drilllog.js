/* The end of a drill: a short summary to copy, kept until it is deleted. */

import { entries, titleOf } from "./book.js"
import { drills, forgetDrill } from "./clock.js"
import { inWords } from "./clockwords.js"
import { playbook } from "./config.js"
import { button, element } from "./parts.js"
import { summaryOf } from "./pretend.js"
import { get } from "./storage.js"
import { copyable, say } from "./telling.js"
import { sound } from "./ticks.js"

/** @typedef {import("./clock.js").Drill & {ended: string}} Over */

const panel = /** @type {HTMLElement | null} */ (document.querySelector(".pb-drills"))

/** @param {Over} drill @returns {Promise<string>} */
async function textOf(drill) {
  const found = await entries()
  const ticks = sound(get(`ticks:drill-${drill.id}`))
  return summaryOf(drill, ticks, { title: playbook.title, counting: playbook, titleOf: (ref) => titleOf(found, ref) })
}

/** @param {Over} drill @returns {Promise<HTMLElement>} */
async function summary(drill) {
  const text = await textOf(drill)
  return copyable("Summary of the drill", text, Math.min(16, text.split("\n").length + 4))
}

/** @param {Over} drill @param {() => void} then @returns {HTMLButtonElement} */
function deleting(drill, then) {
  return button("Delete", () => {
    forgetDrill(drill.id)
    showDrills()
    then()
  })
}

/** Tells of the drill that was just left. @returns {Promise<void>} */
export async function tellEnd() {
  const drill = drills().at(-1)
  const sentence = "The drill is over. The clock, your role and your ticks are as they were before."
  say([sentence], { focus: true })
  if (!drill) return
  const forget = deleting(drill, () => say(["The drill is deleted."], { focus: true }))
  const kept = element("p", { className: "pb-dim" }, "Until you delete it, you find it below the clock on the page of severity levels.")
  say([sentence, await summary(drill), kept], { focus: true, answers: [forget] })
  showDrills()
}

/** Lists the drills that are over where the clock's panel is. */
export async function showDrills() {
  if (!panel) return
  const title = element("p", { className: "pb-clockform-title", tabIndex: -1 }, "Drills that are over")
  const rows = await Promise.all(drills().reverse().map(async (drill) => {
    const name = element("summary", {}, `Drill of ${inWords(new Date(drill.began), playbook.zone, new Date())}`)
    return element("details", {}, name, await summary(drill), element("p", { className: "pb-answers" }, deleting(drill, () => panel.focus())))
  }))
  panel.tabIndex = -1
  panel.replaceChildren(...(rows.length ? [title, ...rows] : []))
}
