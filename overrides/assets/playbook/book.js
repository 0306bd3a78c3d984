/* Titles from the site's own playbook.json, asked for only when a drill needs them. */

import { base } from "./config.js"

/** @type {Promise<Record<string, any>> | undefined} */
let asked

async function ask() {
  try {
    const answer = await fetch(new URL("playbook.json", base))
    return (await answer.json()).entries ?? {}
  } catch {
    // No connection, or a copy on disk: drills go on without titles.
    asked = undefined
    return {}
  }
}

/** @returns {Promise<Record<string, any>>} entries by `collection/id`; empty where they cannot be had */
export function entries() {
  asked ??= ask()
  return asked
}

/**
 * @param {Record<string, any>} found
 * @param {string} ref `collection/id`
 * @returns {string} its title; its id in words where there is none
 */
export function titleOf(found, ref) {
  const words = ref.replace(/^.*[/.]/, "").replaceAll("-", " ")
  return found[ref]?.title ?? words.charAt(0).toUpperCase() + words.slice(1)
}

/**
 * @param {Record<string, any>} found
 * @returns {[string, string][]} id and title of the roles that a reader can have, by title
 */
export function rolesIn(found) {
  const own = Object.values(found).filter(({ collection, fields }) =>
    collection === "roles" && fields.kind !== "external" && !fields.members?.length)
  return own.map(({ id, title }) => /** @type {[string, string]} */ ([id, title]))
}
