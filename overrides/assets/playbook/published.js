/* Which plan this page shows, which one the site has by now, and the outlines of both. */

import { base } from "./config.js"

/** @typedef {{ time: string, commit?: string | null, sources: string, version?: string | null }} Stamp */

const KEPT = "playbook.outline"
const PATIENCE = 20_000

/** @type {any} the stamp on this page; undefined on a page that has none */
export const own = document.getElementById("__stamp")?.dataset

const folder = base.pathname.split("/").filter(Boolean).pop()

/** Whether this page belongs to a frozen version: it stays what it is, and its banner says where the plan goes on. */
export const isFrozen = folder !== "latest" && folder === own?.version

/** @type {unknown} */
let ownOutline = null

/** @param {Stamp} stamp @returns {string} the same for two stamps of one build */
export function nameOf(stamp) {
  return [stamp.time, stamp.commit ?? "", stamp.sources].join(" ")
}

/** @param {Stamp} stamp @returns {boolean} a cache on the way may still hold an older one than the page's */
export function isNewer(stamp) {
  return nameOf(stamp) !== nameOf(own) && stamp.time >= own.time
}

/** A file of the site, never from a cache. A redirect, such as to a page to log in, is not followed. */
async function ask(path) {
  const signal = AbortSignal.timeout(PATIENCE)
  const answer = await fetch(new URL(path, base), { cache: "no-store", redirect: "manual", signal })
  return answer.json()
}

/** @param {any} stamp @returns {boolean} a host may answer with anything */
function isStamp(stamp) {
  const isText = (value) => typeof value === "string"
  return [stamp?.time, stamp?.sources, stamp?.commit ?? ""].every(isText) && !Number.isNaN(Date.parse(stamp.time))
}

/** @returns {Promise<Stamp | null>} of the plan that the site has now; null where that cannot be found out */
export async function newest() {
  try {
    const stamp = await ask("stamp.json")
    return isStamp(stamp) ? stamp : null
  } catch {
    return null
  }
}

/**
 * The outline of a plan. It does not say itself whose it is, so the site is asked before and after: had another plan
 * come in between, the outline might be either's.
 * @param {Stamp} stamp the plan's
 * @returns {Promise<unknown>} null where the site has another plan, or no outline
 */
export async function outlineOf(stamp) {
  const isStill = async () => {
    const found = await newest()
    return found !== null && nameOf(found) === nameOf(stamp)
  }
  try {
    if (!(await isStill())) return null
    // A name of its own for each plan, so that no cache on the way answers with another plan's.
    const outline = await ask(`outline.json?${new URLSearchParams({ of: nameOf(stamp) })}`)
    return (await isStill()) ? outline : null
  } catch {
    return null
  }
}

/** @returns {unknown} the outline of the plan on this page, once it is kept; else null */
export function kept() {
  try {
    const found = ownOutline === null ? JSON.parse(sessionStorage.getItem(KEPT) ?? "null") : null
    if (found?.name === nameOf(own)) ownOutline = found.outline
  } catch { /* refused, or not ours */ }
  return ownOutline
}

/** Keeps the outline of the plan on this page, for as long as the tab: other pages of it need not ask again. */
export async function keep() {
  if (kept() !== null) return
  ownOutline = await outlineOf(own)
  if (ownOutline === null) return
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ name: nameOf(own), outline: ownOutline }))
  } catch { /* refused, or full: this page has it all the same */ }
}
