/* What was typed and is not done with: kept for this tab alone, under the playbook's key. */

import { playbook } from "./config.js"

const PREFIX = `playbook:${playbook.key}:`

/** @param {any} kept @returns {boolean} */
function isDraft(kept) {
  return typeof kept === "object" && kept !== null && Object.values(kept).every((one) => typeof one === "string")
}

/**
 * @param {string} name
 * @returns {Record<string, string>} what was typed, by its field; empty where nothing is kept
 */
export function draft(name) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(PREFIX + name) ?? "null")
    return isDraft(kept) ? kept : {}
  } catch {
    return {}
  }
}

/**
 * @param {string} name
 * @param {Record<string, string>} typed
 * @returns {boolean} whether it outlasts the page
 */
export function keepDraft(name, typed) {
  try {
    sessionStorage.setItem(PREFIX + name, JSON.stringify(typed))
    return true
  } catch {
    return false
  }
}

/** @param {string} name */
export function dropDraft(name) {
  try {
    sessionStorage.removeItem(PREFIX + name)
  } catch { /* nothing is kept there */ }
}
