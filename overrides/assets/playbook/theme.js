/* The theme's menu and search by keyboard and by ear: its labels become the buttons that they look like, and
   the open menu keeps the focus until it is closed. */

const find = (selector) => /** @type {HTMLElement | null} */ (document.querySelector(selector))

/**
 * Makes a label the button of the box that it ticks.
 *
 * @param {HTMLLabelElement} label
 * @param {string} name what the button says to those who do not see it
 */
function makeButton(label, name) {
  const box = /** @type {HTMLInputElement | null} */ (label.control)
  if (!box) return
  const tell = () => label.setAttribute("aria-expanded", String(box.checked))
  label.tabIndex = 0
  label.setAttribute("role", "button")
  label.setAttribute("aria-label", name)
  // The theme itself answers to the enter key.
  label.addEventListener("keydown", (event) => {
    if (event.key !== " ") return
    event.preventDefault()
    label.click()
  })
  box.addEventListener("change", tell)
  tell()
}

/** @param {HTMLLabelElement} opener what opened the menu, where the focus returns */
function keepFocus(opener) {
  const drawer = /** @type {HTMLInputElement} */ (opener.control)
  const menu = find(".md-sidebar--primary")
  const rest = [".md-header", ".md-content", ".md-footer", ".md-skip"].map(find).filter((part) => part !== null)
  const first = () => /** @type {HTMLElement | null} */ (menu?.querySelector("a[href], [tabindex='0']"))
  drawer.addEventListener("change", () => {
    for (const part of rest) part.inert = drawer.checked
    ;(drawer.checked ? first() : opener)?.focus()
  })
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drawer.checked) drawer.click()
  })
}

const opener = /** @type {HTMLLabelElement | null} */ (find(".md-header [for=__drawer]"))
if (opener?.control) {
  makeButton(opener, "Menu")
  keepFocus(opener)
}
const searcher = /** @type {HTMLLabelElement | null} */ (find(".md-header__button[for=__search]"))
if (searcher) makeButton(searcher, "Search")
find(".md-search")?.setAttribute("aria-label", "Search")

for (const label of /** @type {NodeListOf<HTMLLabelElement>} */ (document.querySelectorAll("label.md-nav__link[tabindex='0']"))) {
  const section = label.textContent?.trim() || label.previousElementSibling?.textContent?.trim() || ""
  makeButton(label, `Pages of: ${section}`)
}
// The theme names a section's list by a label that it makes only where there is something to open.
for (const list of document.querySelectorAll("nav[aria-labelledby]")) {
  if (document.getElementById(list.getAttribute("aria-labelledby") ?? "")) continue
  list.removeAttribute("aria-labelledby")
  list.setAttribute("aria-label", list.querySelector(".md-nav__title")?.textContent?.trim() ?? "")
}
