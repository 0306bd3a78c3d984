/* The clocks of a time zone, through Intl. A wall time is a number: the milliseconds at which a clock of UTC
   shows the same date and time. Instants are milliseconds since 1970, as Date counts them. */

export const MINUTE = 60_000
export const DAY = 86_400_000

const LATIN = "en-US-u-ca-gregory-nu-latn"
const FIELDS = ["year", "month", "day", "hour", "minute", "second"]
const NUMBERS = Object.fromEntries(FIELDS.map((field) => [field, "numeric"]))

/** @type {Map<string, { name: string, format: Intl.DateTimeFormat }>} Making one takes longer than using it often. */
const clocks = new Map()

/** @param {string} zone @returns {{ name: string, format: Intl.DateTimeFormat }} */
function clockOf(zone) {
  const known = clocks.get(zone)
  if (known) return known
  let made
  try {
    made = { name: zone, format: new Intl.DateTimeFormat(LATIN, { ...NUMBERS, hourCycle: "h23", timeZone: zone }) }
  } catch {
    made = clockOf("UTC")
  }
  clocks.set(zone, made)
  return made
}

/**
 * The zone itself, or UTC where this browser does not know it (its time zones may be older than the plan's).
 * @param {string} zone
 * @returns {string}
 */
export function knownZone(zone) {
  return clockOf(zone).name
}

/**
 * What the zone's clocks show at an instant.
 * @param {number} instant
 * @param {string} zone
 * @returns {number} a wall time; NaN for what is no instant
 */
export function wallOf(instant, zone) {
  if (Number.isNaN(new Date(instant).getTime())) return NaN
  const [month, day, year, hour, minute, second] = clockOf(zone).format.format(instant).match(/\d+/g).map(Number)
  return Date.UTC(year, month - 1, day, hour, minute, second) + ((instant % 1000) + 1000) % 1000
}

/**
 * When the zone's clocks show a wall time. One that they skip moves forward by what they skip; of one that
 * comes twice the first is meant.
 * @param {number} wall
 * @param {string} zone
 * @returns {number} an instant; NaN for what is no wall time
 */
export function instantOf(wall, zone) {
  // No zone is a whole day away from UTC: these are its offsets before and after any change around that time.
  const [before, after] = [-DAY, DAY].map((aside) => wallOf(wall + aside, zone) - (wall + aside))
  const [first, second] = [wall - before, wall - after]
  if (before === after || wallOf(first, zone) === wall) return first
  return wallOf(second, zone) === wall ? second : first
}
