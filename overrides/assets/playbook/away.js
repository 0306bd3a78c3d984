/* Who is away today: told where the absence stands, and wherever somebody would ask the one who is away. */

import { absence } from "./absence.js"
import { clock } from "./clock.js"
import { playbook } from "./config.js"
import { shown } from "./moments.js"
import { element } from "./parts.js"
import { role } from "./role.js"

/**
 * @param {{root: HTMLElement, id: string}} desk a role's
 * @returns {void}
 */
export function showAbsences({ root, id }) {
  forgetAbsences(root)
  const rules = clock.rules ?? { zone: playbook.zone, days: playbook.days, quiet: playbook.quiet, t0: null, anchors: {} }
  for (const line of root.querySelectorAll(".pb-away")) {
    const found = absence(JSON.parse(line.dataset.first), JSON.parse(line.dataset.last), rules, clock.now())
    line.hidden = found.state === "over"
    line.classList.toggle("pb-away--now", found.state === "now")
    if (found.state !== "now") continue
    const [until] = shown(found.until, playbook.zone, clock.now()).split(",")
    const isOwn = line.dataset.role === id
    if (isOwn) announce(root, `${role() === id ? "You are away" : "Away"} until ${until}: ${line.dataset.cover || "nobody"} covers.`)
    else warn(root, line.dataset, until)
    if (line.dataset.coverId !== id) continue
    const covered = line.querySelector("a").cloneNode(true)
    announce(root, role() === id ? "You cover: " : "Covers: ", covered, `, until ${until}.`)
  }
}

/** @param {HTMLElement} root takes back what was said there of absences */
export function forgetAbsences(root) {
  for (const note of root.querySelectorAll(".pb-away-note, .pb-cover")) note.remove()
}

/** Before everything else on the desk. */
function announce(root, ...words) {
  root.prepend(element("p", { className: "pb-cover" }, ...words))
}

/** On everything of the desk that leads to somebody who is away. */
function warn(root, { role: owner, cover, coverId }, until) {
  const name = CSS.escape(owner)
  const instead = coverId === role() ? "you cover" : cover ? `ask ${cover}` : "nobody covers"
  const leading = [".pb-person", ".pb-call"].map((one) => `${one}[data-role="${name}"]`)
  for (const aim of root.querySelectorAll(`${leading}, [data-owner="${name}"] > .pb-row`)) {
    aim.append(element("p", { className: "pb-away-note" }, `away until ${until}, ${instead}`))
  }
}
