/* What the clock's scripts tell and ask on a page: in its own place, never in a dialog. */

import { button, copyWords, element } from "./parts.js"

/**
 * Readers of screens are told of what changes inside a region, so the region is there first.
 * @param {HTMLElement} region
 * @returns {HTMLElement}
 */
export function listening(region) {
  region.setAttribute("role", "status")
  return region
}

/** Above the page's own text: made here where the page brings none. */
function bar() {
  const made = element("div", { id: "__clock", className: "pb-clockbar" })
  const found = document.getElementById("__clock")
  if (!found) (document.querySelector(".md-content") ?? document.body).prepend(made)
  return found ?? made
}

const place = bar()
/** Where the clock stands on pages that do not show it large. */
export const line = element("p", { className: "pb-clockbar-line pb-num", hidden: true })
const above = listening(element("div", { className: "pb-notice" }))
place.append(line, above)
place.hidden = false

/**
 * Says something, in place of what was said or asked there before.
 * @param {(Node | string)[]} parts the first is the sentence
 * @param {{focus?: boolean, host?: HTMLElement, answers?: Node[]}} [how] whether the reader is taken there, because
 *   what they pressed is gone; where it stands, else above the page; buttons beside OK
 */
export function say([sentence, ...others], { focus = false, host = above, answers = [] } = {}) {
  const text = element("p", { className: "pb-said-text", tabIndex: -1 }, sentence)
  const close = element("p", { className: "pb-answers" }, button("OK", () => hush(host)), ...answers)
  host.replaceChildren(element("div", { className: "pb-said" }, text, ...others, close))
  if (focus) text.focus()
}

/**
 * Takes back what was said or asked there.
 * @param {HTMLElement} [host]
 */
export function hush(host = above) {
  const isHeld = host.contains(document.activeElement)
  host.replaceChildren()
  // Who pressed a button that is gone goes on from where it was.
  if (!isHeld) return
  host.tabIndex = -1
  host.focus({ preventScroll: true })
}

/**
 * Asks before something counts.
 * @param {{text: string, detail?: string, onYes: () => void, onNo?: () => void}} question
 * @param {HTMLElement} [host] where it stands; else above the page
 */
export function ask({ text, detail = "", onYes, onNo = () => {} }, host = above) {
  const close = (then) => () => {
    hush(host)
    then()
  }
  const box = element(
    "div",
    { className: "pb-said pb-question", tabIndex: -1 },
    element("p", { className: "pb-said-text" }, text),
    ...(detail ? [element("p", {}, detail)] : []),
    element("p", { className: "pb-answers" }, button("Yes", close(onYes), ""), button("No", close(onNo))),
  )
  box.setAttribute("role", "group")
  box.setAttribute("aria-label", text)
  host.replaceChildren(box)
  box.focus()
}

let copies = 0

/**
 * A text to hand on, and a button that copies it.
 * @param {string} label
 * @param {string} text
 * @param {number} [rows] how many lines show; 1 is a field of one line
 * @returns {HTMLElement}
 */
export function copyable(label, text, rows = 1) {
  copies += 1
  const own = { id: `__copy-${copies}`, className: "pb-copy-text", readOnly: true, value: text }
  const field = rows > 1 ? element("textarea", { ...own, rows }) : element("input", own)
  const told = listening(element("span", { className: "pb-copy-told" }))
  const copy = button("Copy", async () => {
    field.select()
    try {
      await navigator.clipboard.writeText(text)
      told.textContent = copyWords(true)
    } catch {
      told.textContent = copyWords(false)
    }
  })
  const name = element("label", { htmlFor: own.id }, label)
  return element("div", { className: rows > 1 ? "pb-copy pb-copy--long" : "pb-copy" }, name, field, copy, told)
}

/**
 * Takes something out of the page's address, so that neither a reload nor a bookmark does it again.
 * @param {string} name
 */
export function dropFromAddress(name) {
  const address = new URL(location.href)
  address.searchParams.delete(name)
  history.replaceState(history.state, "", address)
}
