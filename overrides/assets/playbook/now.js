/* Desks by the clock: a role's on its own page, and all on the one where a reader picks theirs. */

import { clock, onClock } from "./clock.js"
import { base } from "./config.js"
import { Desk } from "./desks.js"
import { choose, isFixed, onRole, role } from "./role.js"
import { onChange } from "./storage.js"
import { load } from "./ticks.js"

const page = document.getElementById("__now")
const select = /** @type {HTMLSelectElement | null} */ (document.getElementById("__role"))
const desks = [...document.querySelectorAll(".pb-desk")].map((root) => new Desk(root))

/** Only the reader's desk; all roles to pick from while there is none. */
function showPicked() {
  const sides = [...page.querySelectorAll(".pb-deskside")]
  const picked = sides.find((one) => one.dataset.side === role())
  for (const one of sides) one.hidden = one !== picked
  page.classList.toggle("pb-picked", picked !== undefined)
  page.querySelector(".pb-pick").hidden = picked !== undefined
  select.parentElement.hidden = false
  select.value = picked ? role() : ""
  select.disabled = isFixed()
}

function show() {
  if (desks.length && page) showPicked()
  const ticks = load(clock.run)
  for (const desk of desks) {
    if (!desk.root.parentElement.hidden) desk.show(ticks)
  }
  for (const button of document.querySelectorAll("button[data-pick]")) button.hidden = isFixed()
}

function pick(event) {
  const id = event.target.closest("[data-pick]")?.dataset.pick
  if (!id) return
  event.preventDefault()
  const isKept = choose(id)
  if (page) scrollTo(0, 0)
  // The next page would not know the role, and this one is the role's own.
  else if (isKept) location.href = new URL("now/", base).href
}

if (desks.length) {
  document.querySelector(".md-content").addEventListener("click", pick)
  select?.addEventListener("change", () => choose(select.value || null))
  show()
  onClock(show)
  onRole(show)
  onChange((name) => { if (name.startsWith("ticks:")) show() })
  document.addEventListener("pb:ticks", show)
}
