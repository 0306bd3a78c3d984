/* The clocks of a time zone, through Intl. A wall time is a number: the milliseconds at which a clock of UTC
   shows the same date and time. Instants are milliseconds since 1970, as Date counts them. */

export const MINUTE = 60_000
export const DAY = 86_400_000

const PARTS = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" }

/** @type {Map<string, Intl.DateTimeFormat>} Making one takes longer than using it a hundred times. */
const formats = new Map()

/** @param {string} timeZone @returns {Intl.DateTimeFormat} */
function formatOf(timeZone) {
  const made = formats.get(timeZone) ?? new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", { ...PARTS, hourCycle: "h23", timeZone })
  formats.set(timeZone, made)
  return made
}

/**
 * The zone itself, or UTC where this browser does not know it (its time zones may be older than the plan's).
 * @param {string} zone
 * @returns {string}
 */
export function knownZone(zone) {
  try {
    formatOf(zone)
    return zone
  } catch {
    return "UTC"
  }
}

/**
 * What the zone's clocks show at an instant.
 * @param {number} instant
 * @param {string} zone
 * @returns {number} a wall time; NaN for what is no instant
 */
export function wallOf(instant, zone) {
  if (!Number.isFinite(instant) || Number.isNaN(new Date(instant).getTime())) return NaN
  const [month, day, year, hour, minute, second] = formatOf(knownZone(zone)).format(instant).match(/\d+/g).map(Number)
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
  // No zone is a whole day away from UTC: these are the offsets before and after any change around it.
  const [before, after] = [-DAY, DAY].map((aside) => wallOf(wall + aside, zone) - (wall + aside))
  const first = wall - before
  const isReal = before === after || wallOf(first, zone) === wall
  return isReal || wallOf(wall - after, zone) !== wall ? first : wall - after
}
