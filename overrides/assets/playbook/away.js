/* Who is away today: told where the absence stands, and wherever somebody would ask the one who is away. */

import { absence } from "./absence.js"
import { clock } from "./clock.js"
import { playbook } from "./config.js"
import { shown } from "./moments.js"

/**
 * @param {{element: HTMLElement, id: string}} desk a role's
 * @returns {void}
 */
export function showAbsences({ element, id }) {
  for (const note of element.querySelectorAll(".pb-away-note, .pb-cover")) note.remove()
  const rules = clock.rules ?? { zone: playbook.zone, days: playbook.days, quiet: playbook.quiet, t0: null, anchors: {} }
  for (const line of element.querySelectorAll(".pb-away")) {
    const found = absence(JSON.parse(line.dataset.first), JSON.parse(line.dataset.last), rules, clock.now())
    line.hidden = found.state === "over"
    line.classList.toggle("pb-away--now", found.state === "now")
    if (found.state !== "now") continue
    const [until] = shown(found.until, playbook.zone, clock.now()).split(",")
    if (line.dataset.role === id) announce(element, `Away until ${until}: ${line.dataset.cover || "nobody"} covers.`)
    else warn(element, line.dataset, until)
    if (line.dataset.coverId === id) announce(element, `Covers: ${line.dataset.title}, until ${until}.`)
  }
}

/** Before everything else on the desk. */
function announce(element, words) {
  const note = document.createElement("p")
  note.className = "pb-cover"
  note.textContent = words
  element.prepend(note)
}

/** On everything of the desk that leads to somebody who is away. */
function warn(element, { role, cover }, until) {
  const name = CSS.escape(role)
  for (const aim of element.querySelectorAll(`.pb-person[data-role="${name}"], .pb-row[data-owner="${name}"], [data-owner="${name}"] > .pb-row`)) {
    const note = document.createElement("p")
    note.className = "pb-away-note"
    note.textContent = `away until ${until}, ${cover ? `ask ${cover}` : "nobody covers"}`
    aim.append(note)
  }
}
