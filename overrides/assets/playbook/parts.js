/* What scripts put on a page. Text stays text. */

/**
 * @param {string} tag
 * @param {Record<string, any>} [given] its properties
 * @param {...(Node | string)} inside
 * @returns {any}
 */
export function element(tag, given = {}, ...inside) {
  const made = Object.assign(document.createElement(tag), given)
  made.append(...inside)
  return made
}

/**
 * @param {string} text
 * @param {() => void} act
 * @param {string} [more] further classes
 * @returns {HTMLButtonElement}
 */
export function button(text, act, more = "pb-button--quiet") {
  const made = element("button", { type: "button", className: `pb-button ${more}`, textContent: text })
  made.addEventListener("click", act)
  return made
}

/**
 * Asks in a place of its own, and takes the reader there; afterwards back to where they were.
 * @param {HTMLElement} place
 * @param {string[]} texts
 * @param {string} yes
 * @param {() => void} act
 */
export function question(place, texts, yes, act) {
  const from = document.activeElement
  const close = (then) => () => {
    place.replaceChildren()
    if (from instanceof HTMLElement) from.focus()
    then()
  }
  const answers = element("p", { className: "pb-query-answers" }, button(yes, close(act), ""), button("Cancel", close(() => {})))
  const box = element("div", { className: "pb-query", tabIndex: -1 }, ...texts.map((text) => element("p", {}, text)), answers)
  box.setAttribute("role", "group")
  box.setAttribute("aria-label", texts[0])
  place.replaceChildren(box)
  box.focus()
}

/**
 * Copies what stands in a place; where the browser refuses, it is left selected for the reader to copy.
 * @param {HTMLElement} place
 * @returns {Promise<boolean>} false where it is only selected
 */
export async function toCopy(place) {
  getSelection()?.selectAllChildren(place)
  try {
    await navigator.clipboard.writeText(place.textContent ?? "")
    return true
  } catch {
    return false
  }
}

/** @param {boolean} isCopied @returns {string} what readers are told then */
export function copyWords(isCopied) {
  return isCopied ? "Copied." : "It is selected: copy it by the keyboard, or by a long press."
}
