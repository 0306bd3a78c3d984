/* Which item of a list was which before. */

/** Share of words that two texts have in common, from which on one is the other reworded. */
const ALIKE = 0.4

/** @typedef {[string | null, string]} Item its key, null where it has none, and its text */

/**
 * Each new item's old self: by its key, by its text, then by what is most alike; no old item is two.
 *
 * @param {Item[]} old
 * @param {Item[]} now
 * @returns {Map<Item, Item>} by the new item itself; what is added has none
 */
export function twinsOf(old, now) {
  const twins = new Map()
  const left = new Set(old)
  const pair = (item, twin) => {
    twins.set(item, twin)
    left.delete(twin)
  }
  const isSame = [(a, b) => a[0] !== null && a[0] === b[0], (a, b) => a[1] === b[1]]
  for (const same of isSame) {
    for (const item of now) {
      const twin = twins.has(item) ? undefined : [...left].find((other) => same(item, other))
      if (twin) pair(item, twin)
    }
  }
  const rest = now.filter((item) => !twins.has(item))
  const scored = rest.flatMap((item) => [...left].map((twin) => ({ item, twin, score: likeness(item[1], twin[1]) })))
  for (const { item, twin, score } of scored.sort((one, other) => other.score - one.score)) {
    if (score >= ALIKE && !twins.has(item) && left.has(twin)) pair(item, twin)
  }
  return twins
}

/**
 * Dice's coefficient of two texts' words.
 *
 * @param {string} one
 * @param {string} other
 * @returns {number} from 0, nothing in common, to 1, the same words
 */
export function likeness(one, other) {
  const [a, b] = [one, other].map((text) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [text]))
  return (2 * [...a].filter((word) => b.has(word)).length) / (a.size + b.size)
}
