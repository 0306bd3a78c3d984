/* The theme's menu and search by keyboard and by ear: buttons take the place of its labels, and
   the open menu keeps the focus until it is closed. */

const find = (selector) => /** @type {HTMLElement | null} */ (document.querySelector(selector))

/**
 * Puts a button in the place of a label that ticks a box when it is pressed.
 *
 * @param {HTMLLabelElement} label
 * @param {string} name what the button says to those who do not see it
 * @returns {HTMLButtonElement}
 */
function makeButton(label, name) {
  const box = /** @type {HTMLInputElement} */ (label.control)
  const button = document.createElement("button")
  const tell = () => button.setAttribute("aria-expanded", String(box.checked))
  button.type = "button"
  button.className = label.className
  button.dataset.opens = label.htmlFor
  button.setAttribute("aria-label", name)
  for (const part of label.childNodes) button.append(part.cloneNode(true))
  // The theme listens to its label.
  button.addEventListener("click", () => label.click())
  box.addEventListener("change", tell)
  tell()
  label.hidden = true
  label.before(button)
  return button
}

/**
 * @param {HTMLInputElement} drawer the box that is ticked while the menu is open
 * @param {HTMLElement} opener what opened the menu, where the focus returns
 */
function keepFocus(drawer, opener) {
  const menu = /** @type {HTMLElement} */ (find(".md-sidebar--primary"))
  const rest = [".md-header", ".md-content", ".md-footer", ".md-skip"].map(find).filter((part) => part !== null)
  const isSeen = (part) => part.offsetParent !== null && getComputedStyle(part).visibility === "visible"
  const first = () => /** @type {HTMLElement | undefined} */ ([...menu.querySelectorAll("a[href], button")].find(isSeen))
  drawer.addEventListener("change", () => {
    for (const part of rest) part.inert = drawer.checked
    ;(drawer.checked ? first() : opener)?.focus()
  })
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drawer.checked) drawer.click()
  })
}

/** @param {string} selector @returns {HTMLLabelElement[]} labels, each of which has a box */
const labels = (selector) =>
  /** @type {HTMLLabelElement[]} */ ([...document.querySelectorAll(selector)]).filter((label) => label.control)

for (const label of labels(".md-header__button[for=__drawer]")) {
  keepFocus(/** @type {HTMLInputElement} */ (label.control), makeButton(label, "Menu"))
}
for (const label of labels(".md-header__button[for=__search]")) {
  const opener = makeButton(label, "Search")
  const box = /** @type {HTMLInputElement} */ (label.control)
  // What is closed takes no focus, so the theme asks for it too early; and where it closes, the focus is lost.
  box.addEventListener("change", () => {
    if (box.checked) find(".md-search__input")?.focus()
    else if (document.activeElement === document.body) opener.focus()
  })
}
find(".md-search")?.setAttribute("aria-label", "Search")

for (const label of labels("label.md-nav__link[tabindex='0']")) {
  const section = label.textContent?.trim() || label.previousElementSibling?.textContent?.trim() || ""
  makeButton(label, `Pages of: ${section}`)
}
for (const label of labels("label.md-nav__link[for=__toc]")) makeButton(label, "On this page")
for (const label of labels(".md-nav--primary .md-nav .md-nav__title")) makeButton(label, "Back")
// The theme names a section's list by a label that it makes only where there is something to open.
for (const list of document.querySelectorAll("nav[aria-labelledby]")) {
  if (document.getElementById(list.getAttribute("aria-labelledby") ?? "")) continue
  list.removeAttribute("aria-labelledby")
  list.setAttribute("aria-label", list.querySelector(".md-nav__title")?.textContent?.trim() ?? "")
}
