/* For paper: where the page's links lead, when it was printed, and nothing folded away. */

import { clock } from "./clock.js"
import { base, playbook } from "./config.js"
import { shown } from "./moments.js"
import { element } from "./parts.js"

const article = document.querySelector("article.md-content__inner")
/** @type {HTMLDetailsElement[]} what was opened for paper alone */
let unfolded = []
/** @type {HTMLElement | null} */
let list = null

/**
 * The site's pages that links lead to, each once, by what the first link to it says.
 *
 * @param {Iterable<{href: string, textContent: string | null}>} links
 * @param {string} root the site's own address
 * @param {string} here the page's
 * @returns {Map<string, string>} address to words
 */
export function addresses(links, root, here) {
  const found = new Map()
  for (const { href, textContent } of links) {
    const address = href.split("#")[0]
    const words = textContent?.trim()
    if (address.startsWith(root) && address !== here && words && !found.has(address)) found.set(address, words)
  }
  return found
}

function before() {
  if (list || !article) return
  unfolded = [...document.querySelectorAll("details:not([open])")]
  for (const details of unfolded) details.open = true
  for (const link of article.querySelectorAll("a[href^=http]")) {
    link.classList.toggle("pb-bare", link.href.startsWith(base.href) || link.textContent.includes(link.getAttribute("href")))
  }
  const here = location.href.split("#")[0]
  const links = [...article.querySelectorAll("a[href]")].filter((link) => link.checkVisibility?.() ?? true)
  const items = [...addresses(links, base.href, here)].map(([address, words]) =>
    element("li", {}, `${words}: ${address.slice(base.href.length - 1)}`))
  list = element("div", { className: "pb-addresses" },
    element("p", {}, `${here}, printed ${shown(clock.now(), playbook.zone, clock.now())}`),
    ...(items.length ? [element("h2", {}, `Pages named here, below ${base.href.slice(0, -1)}`), element("ul", {}, ...items)] : []))
  article.append(list)
}

function after() {
  for (const details of unfolded) details.open = false
  unfolded = []
  list?.remove()
  list = null
}

addEventListener("beforeprint", before)
addEventListener("afterprint", after)
