/* What changed since a date of the reader's choice. It stands in the page's address, so that it can be sent. */

import { clock } from "./clock.js"
import { playbook } from "./config.js"
import { shown } from "./moments.js"
import { element } from "./parts.js"
import { beginning, choices, chosen, counted } from "./sincewhen.js"
import { line, listening } from "./telling.js"

/** In the address. */
const NAME = "since"

const place = document.getElementById("__since")
const told = listening(document.getElementById("_since-told"))
const rest = place.querySelector(".pb-brief-rest")
const items = [...place.querySelectorAll("li[data-at]")]
const changes = items.map(({ dataset }) => ({ at: dataset.at, lines: Number(dataset.lines) }))
const usual = { date: "", begin: new Date(place.dataset.since), words: place.dataset.words }

const select = element("select", { id: "__since-choice" })
const field = element("input", { id: "__since-date", type: "date" })

/** What the address asks for; what is no date is told. */
function asked() {
  const date = new URLSearchParams(location.search).get(NAME) ?? ""
  const begin = beginning(date, playbook.zone)
  return begin ? { date, begin, wrong: "" } : { ...usual, wrong: date }
}

function show({ date, begin, wrong = "" }) {
  const now = clock.now()
  const found = chosen(changes, begin, now, Number(place.dataset.room))
  found.forEach(({ isShown, isOnPaper }, index) => {
    items[index].hidden = !isShown
    items[index].classList.toggle("pb-screen", !isOnPaper)
  })
  const count = found.filter(({ isShown }) => isShown).length
  const left = count - found.filter(({ isOnPaper }) => isOnPaper).length
  told.textContent = `${wrong ? `“${wrong}” is no date. ` : ""}Since ${shown(begin, playbook.zone, now)}: ${counted(count)}`
  rest.hidden = left === 0
  rest.querySelector("span").textContent = String(left)
  const known = [[usual.words, ""], ...choices(now, clock.t0, playbook.zone)]
  if (!known.some(([, each]) => each === date)) known.push(["a date", date])
  select.replaceChildren(...known.map(([words, value]) => element("option", { value }, words)))
  select.value = date
  field.value = date
}

/** Shows it, and has the address say so; a page that was opened as a file may not change its address. */
function choose(date) {
  const address = new URL(location.href)
  if (date) address.searchParams.set(NAME, date)
  else address.searchParams.delete(NAME)
  show(date ? { date, begin: beginning(date, playbook.zone) ?? usual.begin } : usual)
  try {
    history.replaceState(history.state, "", address)
  } catch {
    // What is shown is right all the same.
  }
}

select.addEventListener("change", () => choose(select.value))
field.addEventListener("change", () => {
  // While somebody types a year, the field holds years that nobody means.
  if (!field.value || field.value > "1970") choose(field.value)
})
// On paper the sheet says itself which day it is.
line.classList.add("pb-brief-clock")
told.before(element("div", { className: "pb-brief-since" },
  element("div", {}, element("label", { htmlFor: select.id }, "Since"), select),
  element("div", {}, element("label", { htmlFor: field.id }, "or since the date"), field)))
show(asked())
