/* Recording what happened, in the place of the link that offers it. One form at a time; what was typed is kept until
   the page is left. */

import { clock, onClock } from "./clock.js"
import { playbook } from "./config.js"
import { button, element } from "./parts.js"
import { noteOf } from "./recordfields.js"
import { recordFile } from "./recordfile.js"
import { fieldsOf, kindsOf } from "./recordinputs.js"
import { role } from "./role.js"
import { listening } from "./telling.js"

/** @typedef {import("./recordfields.js").Offer} Offer */
/** @typedef {Record<string, string>} Typed what a reader typed or chose, by the field's name; what is not there was left */

/** What was typed, by what it is about; `given` is the message that it began with.
    @type {Map<string, {typed: Typed, token: string, isTaken: boolean, given: string}>} */
const kept = new Map()

/** @type {{link: HTMLElement, form: HTMLElement, isDrill: boolean} | null} */
let current = null

/** With so many kinds or fewer the first is what the link is for. */
const FEW = 2

/**
 * Opens the form beside its link, or closes it where it is open.
 * @param {HTMLElement} link with `data-record`
 * @returns {void}
 */
export function open(link) {
  const isOpen = current !== null && isSame(current.link, link)
  close()
  if (isOpen) return link.focus()
  const isDrill = clock.mode === "drill"
  const offer = offerOf(link)
  const form = isDrill ? inDrill(offer) : formOf(offer)
  current = { link, form, isDrill }
  put(form, link)
  link.setAttribute("aria-expanded", "true")
  form.addEventListener("keydown", (event) => { if (event.key === "Escape") leave() })
  const first = /** @type {HTMLElement} */ (["input:checked", "input", "button"].map((one) => form.querySelector(one)).find(Boolean))
  first.focus()
  form.scrollIntoView({ block: "nearest" })
}

/** @param {HTMLElement} link @returns {Offer} */
function offerOf({ dataset }) {
  const { record = "", also = "", kinds = "", title = "", unit = "", opening = "", recurs = "null", told = "", text = "", said = "{}" } = dataset
  const moments = told.split(" ").filter(Boolean).map((at) => new Date(at))
  return { ref: record, also, kinds: kinds.split(" "), title, unit, opening, recurs: JSON.parse(recurs), told: moments, text, said: JSON.parse(said) }
}

/** Of a part that was made anew meanwhile the link is another, and the same. */
function isSame(one, other) {
  return one === other || (!one.isConnected && one.dataset.record === other.dataset.record && one.dataset.title === other.dataset.title)
}

/** Below the link's own line; where the page makes that part anew each minute, below that part. */
function put(form, link) {
  const card = link.closest(".pb-end")?.parentElement ?? link.parentElement
  const line = link.closest("#_mine, p, .pb-partline")
  if (line) line.after(form)
  else if (card?.matches("li, .pb-tile, [data-action]")) card.append(form)
  else link.after(form)
}

function close() {
  if (!current) return
  const { link, form } = current
  current = null
  form.remove()
  link.removeAttribute("aria-expanded")
}

/** Closes it, and the reader is back where they were. */
function leave() {
  const link = current?.link
  close()
  if (!link) return
  const { record = "", title = "" } = link.dataset
  const same = `.pb-record[data-record="${CSS.escape(record)}"][data-title="${CSS.escape(title)}"]`
  const back = link.isConnected ? link : /** @type {HTMLElement | null} */ (document.querySelector(same))
  back?.focus()
}

/** @param {Offer} offer @param {Node} leaveIt the way out @param {...Node} inside @returns {HTMLElement} */
function frame({ title }, leaveIt, ...inside) {
  const made = element("form", { className: "pb-recordform", noValidate: true, autocomplete: "off" },
    element("div", { className: "pb-recordform-head" }, element("p", {}, "Record: ", element("strong", {}, title)), leaveIt), ...inside)
  made.setAttribute("aria-label", `Record: ${title}`)
  made.setAttribute("data-search-exclude", "")
  made.addEventListener("submit", (event) => event.preventDefault())
  return made
}

function inDrill(offer) {
  const words = "This is a drill: nothing of it goes into the team’s log. What you tick is in the drill’s summary when you leave it."
  return frame(offer, button("Close", leave, "pb-button--bare"), element("p", {}, words))
}

/** @param {Offer} offer */
function formOf(offer) {
  const name = `${offer.ref} ${offer.title}`
  const begun = () => ({ typed: { text: offer.text || (offer.opening && `${offer.opening}: `) }, token: drawn(), isTaken: false })
  const memory = kept.get(name)
  // What was taken once is a record; another one begins anew, and so does that of another message.
  const { typed, token } = !memory || memory.isTaken || memory.given !== offer.text ? begun() : memory
  const now = clock.now()
  const state = { typed, token, isTaken: false, given: offer.text }
  kept.set(name, state)
  const isKnown = playbook.roles.some(([id]) => id === role())
  const fields = fieldsOf(offer, now, isKnown ? role() : null)
  const leaveIt = button("Cancel", leave, "pb-button--bare")
  const file = recordFile(() => {
    state.isTaken = true
    leaveIt.textContent = "Close"
    current?.link.dispatchEvent(new CustomEvent("pb:recorded", { bubbles: true }))
  })
  // Above the fields: below them a telephone has its keyboard.
  const fault = listening(element("p", { className: "pb-recordform-fault" }))
  const form = frame(offer, leaveIt, kindsOf(offer), fault, fields.root, file.root)
  restore()
  form.addEventListener("input", read)
  show()
  return form

  function restore() {
    if (!typed.kind && offer.kinds.length <= FEW) typed.kind = offer.kinds[0]
    for (const [each, value] of Object.entries(typed)) fields.set(each, value)
    for (const radio of form.querySelectorAll("[name=kind]")) radio.checked = radio.value === typed.kind
  }

  function read({ target }) {
    typed[target.name] = target.value
    state.isTaken = false
    leaveIt.textContent = "Cancel"
    show()
  }

  function show() {
    fields.show(typed.kind)
    const { note, faults } = typed.kind ? noteOf(offer, typed.kind, fields.value, playbook.zone, clock.now()) : { note: null, faults: [] }
    const words = faults.join(" ")
    if (fault.textContent !== words) fault.textContent = words
    file.show(note, token)
  }
}

/** Four hexadecimal digits, by which two records of one minute are told apart. */
function drawn() {
  return crypto.getRandomValues(new Uint16Array(1))[0].toString(16).padStart(4, "0")
}

onClock(() => {
  if (!current || current.isDrill === (clock.mode === "drill")) return
  const { link } = current
  close()
  open(link)
})
