/* Handing over: the ticks of the current run as a link, which also stands in a code to scan. The link holds them behind
   its #, so no server sees them. */

import { count } from "./checklist.js"
import { clock } from "./clock.js"
import { base, playbook } from "./config.js"
import { pack } from "./packet.js"
import { button, element } from "./parts.js"
import { LARGEST, codeOf } from "./qrcode.js"
import { role } from "./role.js"
import { copyable } from "./telling.js"
import { load } from "./ticks.js"

/** Behind the # of a link: what follows is the hand-over. */
export const LINK = "handover="

/** A link to a role's own page, such as the one in the navigation; none where the plan has no such role. */
function linkTo(id) {
  const { pathname } = new URL(`roles/${encodeURIComponent(id)}/`, base)
  return [...document.links].find((one) => one.pathname === pathname && one.origin === base.origin)
}

/** @param {string} id @returns {boolean} whether the plan has this role */
export function isRole(id) {
  return linkTo(id) !== undefined
}

/** @param {string} id @returns {string} the role's name as this page has it; else its id in words */
export function titleOf(id) {
  return linkTo(id)?.textContent.trim() || id.replaceAll("-", " ")
}

/** @returns {Promise<string>} */
async function link() {
  const packet = { key: playbook.key, run: clock.run, role: role(), made: clock.now(), ticks: load(clock.run) }
  const address = new URL("checklists/", base)
  address.hash = LINK + (await pack(packet))
  return address.href
}

function share(href) {
  // Whoever closes the list of apps has changed their mind: that is no fault.
  return button("Share", () => navigator.share({ title: `${playbook.title}: hand-over`, url: href }).catch(() => {}))
}

function code(href, ticks, isAsked) {
  const place = element("div", { className: "pb-handover-code" })
  if (href.length > LARGEST) {
    place.append(element("p", { className: "pb-dim" }, "There are too many ticks for a code to scan: send the link."))
    return place
  }
  const show = async () => place.replaceChildren(await codeOf(href, `Code to scan: hands over ${ticks}`))
  if (isAsked) show()
  else place.append(button("Show a code to scan", show, ""))
  return place
}

let turns = 0

/**
 * What can be handed over now, in a place of its own.
 * @param {HTMLElement} place
 * @returns {Promise<void>}
 */
export async function give(place) {
  const ticks = Object.values(load(clock.run)).filter(({ on }) => on)
  if (clock.mode === "drill") return place.replaceChildren(element("p", {}, "Ticks of a drill stay on this device: leave the drill to hand over."))
  if (!ticks.length) return place.replaceChildren(element("p", {}, "Nothing is ticked in this run yet."))
  const number = count(ticks.length)
  const turn = ++turns
  const href = await link()
  // Meanwhile something was ticked, and this link is an old one.
  if (turn !== turns) return
  const wasCode = place.querySelector("svg") !== null
  place.replaceChildren(
    element("p", { className: "pb-said-text" }, `${number} of this run${role() ? `, from ${titleOf(role())}` : ""}`),
    code(href, number, wasCode),
    copyable("Or send this link", href),
    ...(navigator.share ? [share(href)] : []),
    element("p", { className: "pb-dim" }, "Whoever opens it sees what is new and decides. It holds the ticks themselves, and no server sees them: give it to nobody else."),
  )
}
