/* How long ago each audience last heard anything, by the reader's clock. */

import { clock, onClock } from "./clock.js"
import { playbook } from "./config.js"
import { lastHeard } from "./messages.js"
import { lengthTo, shown } from "./moments.js"

/** @type {Map<Element, number>} */
const silentSince = new Map()

const places = [...document.querySelectorAll("[data-heard]")].map((root) => {
  const words = root.querySelector("[data-heard-words]")
  const moments = root.dataset.heard.split(" ").filter(Boolean).map((iso) => new Date(iso))
  return { root, words, ago: root.querySelector("[data-ago]"), moments, built: [...words.childNodes] }
})

/** Who heard nothing for longest stands first; nothing moves that stands there already. */
function sort(list) {
  const rows = [...list.children]
  const order = [...rows].sort((a, b) => silentSince.get(a) - silentSince.get(b))
  if (order.some((row, index) => row !== rows[index])) list.replaceChildren(...order)
}

function show() {
  const now = clock.now()
  const t0 = clock.t0 && clock.t0 <= now ? clock.t0 : null
  for (const { root, words, ago, moments, built } of places) {
    const last = lastHeard(moments, t0, now)
    root.hidden = !last && !t0
    silentSince.set(root, +(last ?? 0))
    ago.textContent = last || t0 ? lengthTo((last ?? t0) - now) : ""
    // The page says the last of all, with a link to it; a drill's clock may stand before that.
    const isBuilt = moments.length ? +(last ?? NaN) === +moments.at(-1) : words.textContent !== ""
    const said = last ? `last heard ${shown(last, playbook.zone, now)}` : "heard nothing since the crisis was declared"
    words.replaceChildren(...(isBuilt ? built : [said]))
  }
  for (const all of document.querySelectorAll("[data-heard-all]")) {
    all.querySelectorAll("ul").forEach(sort)
    all.hidden = [...all.querySelectorAll("[data-heard]")].every((one) => one.hidden)
  }
}

if (places.length) {
  show()
  onClock(show)
}
