/* Starts what a page has use for, and asks for no more than that: a telephone's line is slow. Every page is
   complete without any of it. */

import "./clockbar.js"
import "./declare.js"
import "./drill.js"
import "./newer.js"
import "./print.js"
import { say } from "./telling.js"
import "./theme.js"
import "./times.js"

/** @type {[string, () => Promise<unknown>][]} what a module works on, and the module */
const modules = [
  ["#__board", () => import("./board.js")],
  [".pb-checklist", () => import("./checklists.js")],
  ["#__since", () => import("./brief.js")],
  ["[data-calendar]", () => import("./icalendars.js")],
  ["[data-ends]", () => import("./acceptances.js")],
  ["[data-message]", () => import("./compose.js")],
  ["[data-holds-all]", () => import("./runs.js")],
  ["[data-holds-all]", () => import("./handover.js")],
  ["[data-shown-after]", () => import("./kpis.js")],
  ["[data-heard]", () => import("./heard.js")],
  ["#__logfilter", () => import("./logfilter.js")],
  [".pb-desk", () => import("./now.js")],
  [".pb-day, .pb-tl", () => import("./plan.js")],
  [".pb-occ", () => import("./schedule.js")],
  ["#__standup", () => import("./standup.js")],
]
for (const [selector, start] of modules) if (document.querySelector(selector)) start()

// The form is asked for when somebody records; where it cannot be had, the link leads to another way.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a.pb-record") : null
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  import("./recordform.js").then(({ open }) => open(link), () => lead(link))
})

/** Without a connection the other way cannot be had either, and the page would be gone. */
function lead(link) {
  if (navigator.onLine) location.href = link.href
  else say(["There is no connection, so nothing can be recorded here now. Note what happened and when, and record it later."], { focus: true })
}
