/* Messages to fill in, to copy and to record. Nothing is sent from here. */

import { clock, onClock } from "./clock.js"
import { leftWords, mailOf, missing, whole } from "./composed.js"
import { draft, dropDraft, keepDraft } from "./drafts.js"
import { letter } from "./letter.js"
import { askForNewer, outdated } from "./outdated.js"
import { button, copyWords, element, toCopy } from "./parts.js"
import { listening } from "./telling.js"

/** @typedef {import("./composed.js").Blank} Blank */

const SENT = "Now send it. Then record it as sent:"
const CHANGED = "Changed since it was copied: copy it again. What is recorded is what was copied."
const REHEARSED = "This is a drill: the text says so, and nothing of it goes into the team’s log."

let count = 0

/** @param {HTMLElement} card with `data-message` */
function compose(card) {
  count += 1
  const { message = "[]", mail, entry = "", spoken } = card.dataset
  /** @type {Blank[]} */
  const blanks = JSON.parse(message)
  const [subject, body] = ["subject", "body"].map((part) => card.querySelector(`[data-text-of=${part}]`))
    .map((place) => (place instanceof HTMLElement ? letter(place, (name) => fields.get(name)?.focus()) : null))
  const letters = [subject, body].filter((one) => one !== null)
  const next = /** @type {HTMLElement} */ (card.querySelector(".pb-next-step"))
  const link = /** @type {HTMLAnchorElement} */ (next.querySelector(".pb-record"))
  const addresses = mail === undefined ? null : JSON.parse(mail)
  /** @type {Map<string, HTMLInputElement | HTMLTextAreaElement>} */
  const fields = new Map(blanks.map(([name, , isLong]) => [name, fieldOf(`__blank-${count}-${name}`, isLong)]))
  /** @type {Record<string, string>} */
  let filled = {}
  /** @type {string | null} the message as it was last copied */
  let copied = null
  let run = ""

  const left = listening(element("span", { className: "pb-left" }))
  const clear = button("Clear", wipe, "pb-button--bare")
  const told = listening(element("p", { className: "pb-send-told" }))
  const kept = element("p", { className: "pb-send-kept" })
  const opens = element("a", { className: "pb-button pb-button--quiet" }, "Open in mail")
  const tooLong = element("p", { className: "pb-send-kept" }, "It is too long to open in a mail program: copy it.")
  const copies = letters.map((one) => (one === subject ? copyButton("Copy subject", one, "pb-button--quiet")
    : copyButton(spoken === undefined ? "Copy text" : "Copy what to say", one, spoken === undefined ? "" : "pb-button--quiet")))
  opens.addEventListener("click", () => done("It opens in your mail program."))
  link.textContent = "Record as sent"
  next.append(" ", element("span", { className: "pb-dim" }, "The log keeps exactly this text."))
  link.setAttribute("aria-label", `Record as sent: ${link.dataset.title}`)
  link.addEventListener("click", () => { link.dataset.text = copied ?? (missing(blanks, filled).length ? "" : text()) })
  card.addEventListener("pb:recorded", () => dropDraft(name()))
  card.addEventListener("focusin", ({ target }) => {
    const asks = [...fields].find(([, field]) => field === target)?.[0] ?? null
    for (const one of letters) one.point(asks)
    if (asks) askForNewer()
  })
  if (blanks.length) card.querySelector(".pb-letter")?.before(element("div", { className: "pb-fill" }, ...blanks.map(labelled), kept))
  next.before(element("div", { className: "pb-send" },
    ...(blanks.length ? [element("p", { className: "pb-send-left" }, left, clear)] : []),
    outdated(), element("p", { className: "pb-send-ways" }, ...copies, opens), tooLong, told))
  onClock(begin)
  begin()

  /** A run has its own blanks, and a drill its own text. */
  function begin() {
    if (run === clock.run) return
    run = clock.run
    filled = draft(name())
    for (const [blank, field] of fields) field.value = filled[blank] ?? ""
    copied = null
    tell("")
    show()
  }

  function name() {
    return ["message", run, entry, ...letters.map((one) => one.print)].join(":")
  }

  function show() {
    const isDrill = clock.mode === "drill"
    for (const one of letters) one.show(filled, isDrill)
    const lacking = missing(blanks, filled)
    const words = leftWords(lacking.length)
    if (left.textContent !== words) left.textContent = words
    clear.hidden = lacking.length === blanks.length
    const address = addresses && mailOf(addresses, textOf(subject), textOf(body))
    opens.hidden = !address || lacking.length > 0
    opens.href = address ?? ""
    tooLong.hidden = addresses === null || address !== null
    next.hidden = isDrill
  }

  function labelled([blank, label]) {
    const field = /** @type {HTMLInputElement} */ (fields.get(blank))
    field.addEventListener("input", () => {
      filled = { ...filled, [blank]: field.value }
      const isKept = keepDraft(name(), filled)
      kept.textContent = isKept ? "" : "This browser keeps nothing: what you type is lost when you leave this page."
      show()
      if (copied === null) tell("")
      else if (copied !== text()) told.textContent = CHANGED
    })
    return element("div", { className: "pb-field" }, element("label", { htmlFor: field.id }, label), field)
  }

  function copyButton(label, one, more) {
    return button(label, async () => {
      const lacking = missing(blanks.filter(([blank]) => one.names.has(blank)), filled)
      if (lacking.length) return lack(lacking)
      askForNewer()
      const words = copyWords(await toCopy(one.place))
      if (one === body || !body) done(words)
      else tell(words)
    }, more)
  }

  function lack(lacking) {
    tell(`Still to fill in: ${lacking.map(([, label]) => label).join("; ")}.`)
    fields.get(lacking[0][0])?.focus()
  }

  function done(words) {
    copied = text()
    const isDrill = clock.mode === "drill"
    tell(`${words} ${isDrill ? REHEARSED : spoken === undefined ? SENT : ""}`.trim())
    next.classList.toggle("pb-next-step--now", !isDrill)
  }

  function tell(words) {
    told.textContent = words
    if (!words) next.classList.remove("pb-next-step--now")
  }

  function wipe() {
    filled = {}
    copied = null
    for (const field of fields.values()) field.value = ""
    dropDraft(name())
    tell("")
    show()
    ;[...fields.values()][0]?.focus()
  }

  function text() {
    return whole(textOf(subject), textOf(body))
  }
}

/** @param {ReturnType<typeof letter> | null} one @returns {string} */
function textOf(one) {
  return one?.place.textContent ?? ""
}

/** Of what only ends its line there may be several. */
function fieldOf(id, isLong) {
  const given = { id, autocomplete: "off", className: "pb-blank-field" }
  return isLong ? element("textarea", { ...given, rows: 1 }) : element("input", { ...given, type: "text" })
}

// Fields above push down what an address leads to; not every browser holds it in its place.
const aim = document.querySelector(":target")
const place = aim?.getBoundingClientRect().top ?? 0
for (const card of document.querySelectorAll("[data-message]")) {
  if (card instanceof HTMLElement && card.querySelector("[data-text-of]")) compose(card)
}
if (aim) scrollBy({ top: aim.getBoundingClientRect().top - place, behavior: "instant" })
