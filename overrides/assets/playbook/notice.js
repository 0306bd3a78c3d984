/* The notice of a newer plan, at the edge of the page: one line, what changed behind it, two buttons. */

import { base, playbook } from "./config.js"
import { inZones } from "./moments.js"
import { button, element } from "./parts.js"

/** @typedef {import("./changes.js").Change} Change */
/** @typedef {{ notice: HTMLElement, line: HTMLElement }} Place the notice, and in it the line that is read out */

/** As many entries, and as many changes of one entry, as somebody reads on a phone; the pages have the rest. */
const ENTRIES = 6
const WORDS = 4

/**
 * @param {Change[] | null} found null where it is not known what changed
 * @param {string | null} role the reader's
 * @returns {string} what is new, in one line; empty where that is not known
 */
export function headline(found, role) {
  const count = (some) => `${some.length} ${some.length === 1 ? "change" : "changes"}`
  if (!found) return ""
  if (!found.length) return "Newer plan: nothing changed in what people do"
  if (!role) return `Newer plan: ${count(found)}`
  const mine = found.filter((change) => change.mine)
  const others = found.length - mine.length
  if (!mine.length) return `Newer plan: ${count(found)}, none for your role`
  return `Newer plan: ${count(mine)} for your role${others ? `, ${others} for others` : ""}`
}

/** Reads an address of the newer plan, which a cache may still hold as it was. */
async function read(event) {
  const { href } = event.currentTarget
  event.preventDefault()
  try {
    await fetch(href, { cache: "reload", redirect: "manual", signal: AbortSignal.timeout(5000) })
  } catch { /* no connection: the browser says so itself */ }
  const isHere = href.split("#")[0] === location.href.split("#")[0]
  location.href = href
  if (isHere) location.reload()
}

function entry({ title, address, words }) {
  const name = address ? element("a", { href: new URL(`.${address}`, base).href }, title) : element("strong", {}, title)
  if (address) name.addEventListener("click", read)
  const list = element("ul", {}, ...words.slice(0, WORDS).map((text) => element("li", {}, text)))
  if (words.length > WORDS) list.append(element("li", {}, `and ${words.length - WORDS} more`))
  return element("li", {}, name, list)
}

/** The changes, with a heading for each group where the reader said in which role they read. */
function list(found, role) {
  const box = element("div", { id: "__newer", className: "pb-newer__changes", hidden: true })
  const shown = found.slice(0, ENTRIES)
  for (const mine of [true, false]) {
    const group = shown.filter((change) => change.mine === mine)
    if (!group.length) continue
    if (role) box.append(element("p", { className: "pb-over" }, mine ? "For your role" : "For others"))
    box.append(element("ul", {}, ...group.map(entry)))
  }
  const rest = found.length - shown.length
  if (rest) box.append(element("p", { className: "pb-dim" }, `and ${rest} more`))
  return box
}

function opener(box) {
  const made = button("What changed", () => {
    box.hidden = !box.hidden
    made.setAttribute("aria-expanded", String(!box.hidden))
  }, "pb-newer__more")
  made.setAttribute("aria-expanded", "false")
  made.setAttribute("aria-controls", box.id)
  return made
}

/**
 * Says that there is a newer plan.
 * @param {Place} place
 * @param {Date} time the newer plan's
 * @param {Change[] | null} found what it changes; null where that is not known
 * @param {string | null} role the reader's
 * @param {() => void} later what is done when the reader puts it off
 */
export function showNotice({ notice, line }, time, found, role, later) {
  const of = inZones(time, playbook.zone, new Date())
  const said = headline(found, role)
  line.replaceChildren(...(said
    ? [element("strong", {}, said), element("span", { className: "pb-dim" }, `of ${of}`)]
    : [element("strong", {}, `There is a newer plan, of ${of}`)]))
  const buttons = element(
    "div",
    { className: "pb-newer__buttons" },
    button("Read it", () => location.reload(), ""),
    button("Later", () => {
      line.replaceChildren()
      notice.replaceChildren(line)
      later()
    }),
  )
  notice.replaceChildren(line, buttons)
  if (!found?.length) return
  const box = list(found, role)
  buttons.prepend(opener(box))
  buttons.before(box)
}
