/* The text of a message on the page: its blanks show what is typed, and what is seen is what is copied. */

import { DRILL } from "./composed.js"
import { fit } from "./entryfile.js"
import { element } from "./parts.js"
import { fingerprint } from "./ticks.js"

/**
 * @param {HTMLElement} place holds words, facts and blanks, and nothing else
 * @param {(name: string) => void} onBlank called when the reader presses one
 */
export function letter(place, onBlank) {
  const blanks = /** @type {HTMLElement[]} */ ([...place.querySelectorAll("[data-blank]")])
  const asked = new Map(blanks.map((one) => [one, one.textContent]))
  const mark = element("span", { className: "pb-drill-mark" }, DRILL)
  for (const blank of blanks) blank.addEventListener("click", () => onBlank(blank.dataset.blank ?? ""))
  // A fact that changes is no other message.
  const print = fingerprint([...place.childNodes].map((part) => (part instanceof HTMLAnchorElement ? "" : part.textContent)).join(""))
  return { place, print, names: new Set(blanks.map((one) => one.dataset.blank)), show, point }

  /** @param {Record<string, string>} filled @param {boolean} isDrill */
  function show(filled, isDrill) {
    for (const blank of blanks) {
      const typed = filled[blank.dataset.blank ?? ""] ?? ""
      const isFilled = typed.trim() !== ""
      // What a log cannot hold is not sent either.
      blank.textContent = isFilled ? fit(typed) : asked.get(blank) ?? ""
      blank.classList.toggle("pb-blank--filled", isFilled)
    }
    if (isDrill) place.prepend(mark)
    else mark.remove()
  }

  /** @param {string | null} name the blank that is being filled */
  function point(name) {
    for (const blank of blanks) blank.classList.toggle("pb-blank--here", blank.dataset.blank === name)
  }
}
