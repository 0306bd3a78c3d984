/* The log by role, priority and kind. The choice stands in the page's address, so that it can be sent. */

import { asked, asking, counted, fits, worded } from "./logchoice.js"
import { button, element } from "./parts.js"
import { listening } from "./telling.js"

const place = document.getElementById("__logfilter")
/** @type {import("./logchoice.js").Filter[]} */
const filters = JSON.parse(place.dataset.filters)
const words = (text) => text.split(" ").filter(Boolean)
const lines = [...document.querySelectorAll(".pb-line")].map((line) => ({
  line,
  day: line.dataset.day,
  marks: { role: words(line.dataset.roles), priority: words(line.dataset.priorities), kind: [line.dataset.kind] },
}))

/** What stands and falls with a day: its heading, what is said under it, its place in the page's contents. */
const days = [...new Set(lines.map(({ day }) => day))].map((day) => ({
  day,
  parts: [
    document.getElementById(day),
    ...document.querySelectorAll(`p[data-day="${day}"]`),
    ...[...document.querySelectorAll(`.md-nav--secondary a[href="#${day}"]`)].map((link) => link.closest("li")),
  ].filter(Boolean),
}))

const selects = filters.map(({ name, label, options }) => {
  const select = element("select", { id: `__log-${name}` }, element("option", { value: "" }, "all"),
    ...options.map(([id, title, count]) => element("option", { value: id }, `${title} (${count})`)))
  select.addEventListener("change", () => choose(chosen()))
  return { name, select, field: element("div", { className: "pb-filter" }, element("label", { htmlFor: select.id }, label), select) }
})
const told = listening(element("p", { className: "pb-filter-told" }))
const why = listening(element("p", { className: "pb-filter-why" }))
const clear = button("Clear", () => {
  choose({})
  selects[0].select.focus()
})
const onPaper = element("p", { className: "pb-paper" })

function chosen() {
  return Object.fromEntries(selects.filter(({ select }) => select.value).map(({ name, select }) => [name, select.value]))
}

/** Shows what fits, and says how much that is, and why where nobody chose it. */
function show(choice, reason = "") {
  const isChosen = Object.keys(choice).length > 0
  const seen = new Set()
  let shown = 0
  for (const { line, day, marks } of lines) {
    line.hidden = !fits(marks, choice)
    if (line.hidden) continue
    shown += 1
    seen.add(day)
  }
  for (const { day, parts } of days) for (const part of parts) part.hidden = !seen.has(day)
  for (const { name, select } of selects) select.value = choice[name] ?? ""
  told.textContent = counted(shown, lines.length)
  why.textContent = reason
  clear.hidden = !isChosen
  onPaper.textContent = isChosen ? `Only ${worded(filters, choice)}` : ""
}

/** Shows it, and has the address say so; a page that was opened as a file may not change its address. */
function choose(choice, reason = "", hash = "") {
  show(choice, reason)
  const address = `${location.pathname}${asking(filters, choice, location.search)}${hash}`
  try {
    history.replaceState(history.state, "", address)
  } catch {
    // What is shown is right all the same.
  }
}

/** An entry that somebody was sent to is shown, whatever was chosen. */
function reveal() {
  const target = document.getElementById(location.hash.slice(1))
  if (!target?.hidden) return
  choose({}, "All are shown: the entry of this link was not among those chosen.", location.hash)
  target.scrollIntoView()
}

const { choice, unknown } = asked(filters, location.search)
place.append(...selects.map(({ field }) => field), element("div", { className: "pb-filter-end" }, told, clear), why, onPaper)
place.hidden = false
if (unknown.length) choose({}, `The log has nothing for “${unknown.join("”, “")}”, so all are shown.`, location.hash)
else show(choice)
reveal()
addEventListener("hashchange", reveal)
