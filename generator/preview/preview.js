/* An open page follows the files of the plan: a sound state is loaded, what is wrong in a newer one is told.
   Only `playbook serve` puts this on a page; no site that is built has it. */

const place = document.getElementById("__preview")
const own = JSON.parse(place.dataset.preview)
const isAlone = document.documentElement.classList.contains("pb-preview-alone")

/** @type {EventSource | null} */
let events = null

/** What is shown now, so that readers of screens hear of it once. */
let shown = ""

/** @param {string} tag @param {string} name @param {...(Node | string)} parts @returns {HTMLElement} */
function element(tag, name, ...parts) {
  const made = document.createElement(tag)
  if (name) made.className = name
  made.append(...parts)
  return made
}

/** What stands between backticks is what somebody typed, or is to type. */
function words(text) {
  return text.split("`").map((part, number) => number % 2 ? element("code", "", part) : part)
}

function problem({ code, place: where, message, excerpt, hint }) {
  const line = element("li", "")
  if (where) line.append(element("p", "pb-preview__place", element("code", "", where), ` ${code}`))
  line.append(element("p", "pb-preview__message", ...words(message)))
  if (excerpt) {
    const block = element("pre", "", excerpt)
    block.tabIndex = 0
    block.setAttribute("aria-label", `Line of ${where}`)
    line.append(block)
  }
  if (hint) line.append(element("p", "", ...words(hint)))
  return line
}

/** A heading to fold away what stands below it: the page is still there to be read. */
function panel(heading, problems) {
  if (!problems.length) return element("p", "pb-preview__panel pb-preview__note", heading)
  const details = element("details", "pb-preview__panel", element("summary", "", heading))
  details.open = true
  details.append(element("ul", "", ...problems.map(problem)))
  return details
}

function counted(problems) {
  return problems.length === 1 ? "1 error" : `${problems.length} errors`
}

function heading(problems) {
  return isAlone
    ? `${counted(problems)}: the plan is shown as soon as there is none.`
    : `${counted(problems)} in the newest files. You see the plan as it was before.`
}

/** @param {object[]} problems those of the newest sources */
function show(problems, silent = "") {
  const panels = []
  if (problems.length) panels.push([heading(problems), problems])
  if (own.problems.length) panels.push([`${counted(own.problems)} on this page: no site would be built.`, own.problems])
  if (own.note) panels.push([own.note, []])
  if (silent) panels.push([silent, []])
  const now = JSON.stringify(panels)
  if (now === shown) return
  shown = now
  place.replaceChildren(...panels.map((parts) => panel(...parts)))
}

function listen() {
  if (events || document.hidden) return
  let newest = []
  events = new EventSource("/_preview/events")
  events.addEventListener("message", ({ data }) => {
    const told = JSON.parse(data)
    if (told.state !== own.state) {
      leave()
      location.reload()
      return
    }
    newest = told.problems
    show(newest)
  })
  events.addEventListener("error", () => show(newest, "The preview has stopped. This page follows no more changes."))
}

// A browser opens few connections to one server: pages that nobody looks at leave theirs to others.
function leave() {
  events?.close()
  events = null
}

show([])
listen()
document.addEventListener("visibilitychange", () => document.hidden ? leave() : listen())
addEventListener("pagehide", leave)
addEventListener("pageshow", listen)
