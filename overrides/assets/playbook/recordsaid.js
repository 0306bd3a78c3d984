/* The facts of the plan that a message states, and what is said of them where it is recorded. Pure: no page. */

import { fit } from "./entryfile.js"

/**
 * The facts that a text states, as `generator/message.py` finds them; a text without words counts for all.
 * @param {Record<string, string>} said by what they were taken from
 * @param {string} text
 * @returns {Record<string, string>}
 */
export function statedIn(said, text) {
  const words = oneLine(text)
  return Object.fromEntries(Object.entries(said).filter(([, fact]) => !words || stands(fact, words)))
}

/** Whether words stand in a text; `20` does not in `200` nor in `1.20`. */
function stands(words, text) {
  const isPart = (at) => (/^\d/.test(words) && /\d[.,]?$/.test(text.slice(0, at)))
    || (/\d$/.test(words) && /^[.,]?\d/.test(text.slice(at + words.length)))
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) if (!isPart(at)) return true
  return false
}

/**
 * What is kept of the plan's facts beside a text, in a line; empty where there are none.
 * @param {Record<string, string>} said
 * @param {string} text
 * @returns {string}
 */
export function statedWords(said, text) {
  const found = new Set(Object.values(statedIn(said, text)))
  const left = new Set(Object.values(said).filter((fact) => !found.has(fact)))
  return [
    found.size ? `Facts of the plan in it, kept with it: ${listed(found)}.` : "",
    left.size ? `Not in this text, so not kept: ${listed(left)}.` : "",
  ].filter(Boolean).join(" ")
}

/** @param {Set<string>} facts */
function listed(facts) {
  return [...facts].map((fact) => `“${fact}”`).join(", ")
}

/** @param {string} text */
function oneLine(text) {
  return fit(text).split(/\s+/).filter(Boolean).join(" ")
}
