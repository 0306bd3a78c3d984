/* Hand-overs between devices, on the page that holds all checklists. */

import { clock, onClock } from "./clock.js"
import { LINK, give } from "./give.js"
import { unpack } from "./packet.js"
import { button, element } from "./parts.js"
import { refusal, refuse, take } from "./take.js"

const page = document.querySelector("[data-holds-all]")

/** So that neither a reload nor a bookmark hands over again. */
function forget() {
  history.replaceState(history.state, "", location.pathname + location.search)
}

async function follow(place) {
  const hash = location.hash.slice(1)
  if (!hash.startsWith(LINK)) return
  const packet = await unpack(hash.slice(LINK.length))
  const fault = "fault" in packet ? packet.fault : refusal(packet)
  if (!fault) return take(place, packet, forget)
  forget()
  refuse(place, fault)
}

if (page) {
  const taken = element("div", { className: "pb-handover-taken" })
  const given = element("div", { className: "pb-said pb-handover-given", id: "__handover", hidden: true })
  const opener = button("Hand over", () => {
    given.hidden = !given.hidden
    opener.setAttribute("aria-expanded", String(!given.hidden))
    refresh()
  })
  const refresh = () => { if (!given.hidden) give(given) }
  opener.setAttribute("aria-expanded", "false")
  opener.setAttribute("aria-controls", given.id)
  page.before(element("div", { className: "pb-handover" }, taken, opener, given))

  document.addEventListener("pb:ticks", refresh)
  let run = clock.run
  onClock(() => {
    if (clock.run === run) return
    run = clock.run
    refresh()
  })
  addEventListener("hashchange", () => follow(taken))
  follow(taken)
}
