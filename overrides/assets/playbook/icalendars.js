/* Calendars on the page: the address to subscribe to, and a file made here, for a drill or by this device's own T0. */

import { clock, onClock } from "./clock.js"
import { base, playbook } from "./config.js"
import { MOST, agendaOf, eventsOf } from "./icalevents.js"
import { calendarText } from "./icalfile.js"
import { shown } from "./moments.js"
import { button, element } from "./parts.js"
import { isFrozen } from "./published.js"
import { copyable, listening } from "./telling.js"

const AGENDA = "calendar.json"
const PATIENCE = 20_000

/** By the page's clock: what is offered, and what each title begins with. */
const OFFERS = {
  drill: {
    mark: "DRILL",
    file: "drill",
    title: "This drill’s calendar",
    text: "It has the dates that pages show in this drill, and every title begins with DRILL.",
    press: "Make a calendar for this drill",
  },
  declared: {
    mark: "Unofficial",
    file: "unofficial",
    title: "A calendar by this device’s clock",
    text: "T0 is declared on this device only, so every title begins with “Unofficial”.",
    press: "Make an unofficial calendar",
  },
}

const FAILED = {
  offline: "No calendar was made: the site does not answer, so the plan’s dates cannot be had. Try again once you are connected.",
  unread: "No calendar was made: this page cannot read the plan’s dates. Load the page anew, and try again.",
  nothing: "No calendar was made: nothing here has a date.",
}

/** A calendar that subscribes follows the plan, which a frozen version does not. @param {HTMLElement} ways */
function offerSubscription(ways) {
  const { href } = ways.querySelector("a")
  if (!/^https?:/.test(href)) return
  const aim = isFrozen ? new URL(href.slice(base.href.length), new URL("../latest/", base)).href : href
  const link = element("a", { className: "pb-button", href: aim.replace(/^https?:/, "webcal:") }, "Subscribe")
  const words = element("span", { className: "pb-row" }, "Follows the plan: what changes in it arrives by itself.")
  ways.prepend(element("li", {}, link, " ", words))
  ways.append(element("li", { className: "pb-calendar-address" }, copyable("Does nothing open? Let your calendar subscribe to this address", aim)))
  ways.parentElement.querySelector(".pb-without")?.remove()
}

/** @returns {Promise<import("./icalevents.js").Agenda | "offline" | "unread">} */
async function ask() {
  let text
  try {
    const answer = await fetch(new URL(AGENDA, base), { cache: "no-cache", signal: AbortSignal.timeout(PATIENCE) })
    if (!answer.ok) return "offline"
    text = await answer.text()
  } catch {
    return "offline"
  }
  try {
    return agendaOf(JSON.parse(text)) ?? "unread"
  } catch {
    return "unread"
  }
}

/** What a page offers beside the official calendar. */
class Own {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.place = root.querySelector(".pb-calendar-own")
    this.proviso = root.querySelector(".pb-calendar-proviso")
    this.role = root.dataset.calendar || null
    this.whose = root.dataset.whose
    this.told = listening(element("div", { className: "pb-calendar-told" }))
    this.made = ""
    this.run = ""
  }

  /** Only when the run changes: nobody loses what they press. */
  show() {
    const run = `${clock.mode} ${clock.run}`
    if (run === this.run) return
    this.run = run
    const offer = OFFERS[clock.mode]
    if (this.proviso) this.proviso.hidden = clock.mode !== "drill"
    this.place.hidden = !offer
    this.#forget()
    this.place.replaceChildren(...(offer ? [
      element("p", { className: "pb-calendar-title" }, offer.title),
      element("p", { className: "pb-hint" }, offer.text),
      element("p", {}, button(offer.press, () => this.#make(offer), "")),
      this.told,
    ] : []))
  }

  async #make(offer) {
    const { run } = this
    this.#forget()
    this.told.replaceChildren(element("p", {}, "Asking for the plan’s dates …"))
    const agenda = await ask()
    // Another clock by now: what was asked for is not what the page says.
    if (run !== this.run) return
    if (typeof agenda === "string") this.told.replaceChildren(element("p", {}, FAILED[agenda]))
    else this.#tell(offer, agenda)
  }

  #tell(offer, { items, horizon }) {
    const mine = items.filter(({ roles }) => !this.role || roles.includes(this.role))
    const frame = { run: clock.run, mark: offer.mark, base, now: clock.now() }
    const { events, last, cut } = eventsOf({ items: mine, horizon }, clock.rules, frame)
    if (!events.length) return this.told.replaceChildren(element("p", {}, FAILED.nothing))
    const title = `${offer.mark}: ${playbook.title}${this.whose ? `, ${this.whose}` : ""}`
    const text = calendarText({ title, program: "-//Crisis playbook//Browser//EN", made: new Date(), events })
    const name = [playbook.key, ...(this.role ? [this.role] : []), `${offer.file}.ics`].join("-")
    this.made = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }))
    const again = element("a", { className: "pb-button pb-button--quiet", href: this.made, download: name }, "Save it again")
    this.told.replaceChildren(
      element("p", {}, element("strong", {}, `Made: ${count(events.length)}.`), ` Saved as ${name} where this device keeps its downloads.`),
      element("p", {}, "Open it, and add it to a calendar of its own: then you can delete that calendar, and all of it is gone."),
      element("p", {}, `What recurs is in it until ${shown(last, playbook.zone, clock.now())}${cut.length ? `, but of ${named(cut)} only ${MOST} times` : ""}.`),
      element("p", {}, again),
    )
    again.click()
  }

  #forget() {
    if (this.made) URL.revokeObjectURL(this.made)
    this.made = ""
    this.told.replaceChildren()
  }
}

/** @param {string[]} titles @returns {string} */
function named(titles) {
  return titles.map((each) => `“${each}”`).join(", ")
}

/** @param {number} number @returns {string} */
function count(number) {
  return `${number} ${number === 1 ? "event" : "events"}`
}

const offers = [...document.querySelectorAll("[data-calendar]")].map((root) => new Own(/** @type {HTMLElement} */ (root)))
const show = () => offers.forEach((one) => one.show())
document.querySelectorAll(".pb-calendar-ways").forEach((ways) => offerSubscription(/** @type {HTMLElement} */ (ways)))
onClock(show)
show()
