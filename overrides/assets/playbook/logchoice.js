/* What a reader has chosen of the log, and what fits that. Nothing here knows of the page. */

/**
 * @typedef {object} Filter one choice: its name in an address, its label, and id, title, number of each option
 * @property {string} name
 * @property {string} label
 * @property {[string, string, number][]} options
 */

/** @typedef {Record<string, string>} Choice the option chosen, by the filter's name; what is not chosen is not there */

/**
 * @param {Filter[]} filters
 * @param {string} query an address's, with its question mark
 * @returns {{choice: Choice, unknown: string[]}} what an address asks for; with anything unknown in it nothing is chosen
 */
export function asked(filters, query) {
  const given = new URLSearchParams(query)
  const wanted = filters.flatMap(({ name, options }) => {
    const value = given.get(name)
    return value ? [{ name, value, isKnown: options.some(([id]) => id === value) }] : []
  })
  const unknown = wanted.filter(({ isKnown }) => !isKnown).map(({ value }) => value)
  return { choice: unknown.length ? {} : Object.fromEntries(wanted.map(({ name, value }) => [name, value])), unknown }
}

/**
 * @param {Filter[]} filters
 * @param {Choice} choice
 * @param {string} query the address's by now; what it says of anything else stays
 * @returns {string} the query that asks for the choice, empty for none
 */
export function asking(filters, choice, query) {
  const made = new URLSearchParams(query)
  for (const { name } of filters) {
    if (choice[name]) made.set(name, choice[name])
    else made.delete(name)
  }
  const text = String(made)
  return text && `?${text}`
}

/**
 * @param {Record<string, string[]>} marks an entry's, by the filter's name
 * @param {Choice} choice
 * @returns {boolean}
 */
export function fits(marks, choice) {
  return Object.entries(choice).every(([name, value]) => marks[name].includes(value))
}

/**
 * @param {number} shown
 * @param {number} all
 * @returns {string} `12 of 48 entries`
 */
export function counted(shown, all) {
  return `${shown} of ${all} ${all === 1 ? "entry" : "entries"}`
}

/**
 * @param {Filter[]} filters
 * @param {Choice} choice
 * @returns {string} the choice in words, for paper
 */
export function worded(filters, choice) {
  const parts = filters.filter(({ name }) => choice[name])
  return parts.map(({ label, name, options }) => `${label}: ${options.find(([id]) => id === choice[name])?.[1]}`).join(", ")
}
