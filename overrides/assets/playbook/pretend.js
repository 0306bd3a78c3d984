/* The moment that a drill pretends, and the sum of a drill that is over. Pure. */

import { dayOf, interval } from "./calendar.js"
import { inWords } from "./clockwords.js"
import { shown } from "./moments.js"
import { DAY, MINUTE, instantOf, wallOf } from "./zone.js"

/** @typedef {import("./clock.js").Drill} Drill */

const NINE = 9 * 60 * MINUTE
const FRIDAY = 5

/**
 * When a drill starts, and from which T0 it counts: the real one, else such that it is that day today.
 * @param {{day: number, time: string}} asked
 * @param {{zone: string, days: string, quiet: [string, string] | null}} counting
 * @param {Date | null} real
 * @param {Date} now
 * @returns {{t0: Date, start: Date}}
 */
export function pretend(asked, counting, real, now) {
  const t0 = real ?? pretendedT0(asked, counting, now)
  const edge = { day: asked.day, time: asked.time }
  const found = interval({ kind: "interval", from: edge, to: edge }, { ...counting, t0, anchors: {} })
  return { t0, start: found?.start ?? t0 }
}

function pretendedT0({ day, time }, counting, now) {
  const wall = wallOf(now.getTime(), counting.zone)
  const today = wall - (((wall % DAY) + DAY) % DAY)
  const at = instantOf(today + clockOf(time), counting.zone)
  for (let back = day - 1; ; back += 1) {
    const date = today - back * DAY
    const weekday = new Date(date).getUTCDay()
    const isWork = counting.days !== "working" || (weekday >= 1 && weekday <= FRIDAY)
    // On day 1 nothing is earlier than T0.
    const t0 = new Date(day === 1 ? Math.min(at, instantOf(today + NINE, counting.zone)) : instantOf(date + NINE, counting.zone))
    if (day === 1 || (isWork && dayOf(new Date(at), { ...counting, t0, anchors: {} }) >= day)) return t0
  }
}

/** @param {string} time "09:12" @returns {number} */
function clockOf(time) {
  const [hours, minutes] = time.split(":").map(Number)
  return (hours * 60 + minutes) * MINUTE
}

/**
 * A drill that is over, as text to hand on.
 * @param {Drill & {ended: string}} drill
 * @param {Record<string, any>} ticks what was ticked in it
 * @param {{title: string, counting: {zone: string, days: string, quiet: [string, string] | null}, titleOf: (subject: string) => string}} book
 * @returns {string}
 */
export function summaryOf(drill, ticks, { title, counting, titleOf }) {
  const { zone } = counting
  const [t0, start, began, ended] = [drill.t0, drill.start, drill.began, drill.ended].map((iso) => new Date(iso))
  const day = dayOf(start, { ...counting, t0, anchors: {} })
  const whom = drill.role ? `, as ${drill.title ?? drill.role}` : ""
  const minutes = Math.round((ended.getTime() - began.getTime()) / MINUTE)
  const found = Object.values(ticks).filter(({ on }) => on).sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
  return [
    `DRILL: ${title}`,
    `Pretended: day ${day}, ${inWords(start, zone, start)}${whom}`,
    `Began ${inWords(began, zone, ended)}, ended ${inWords(ended, zone, ended)} (${minutes} min)`,
    "",
    ...(found.length ? ["Ticked, by the drill's clock:"] : ["Nothing was ticked."]),
    ...found.map((tick) => `- ${shown(new Date(tick.at), zone, start)}  ${tickWords(tick, titleOf)}`),
  ].join("\n")
}

/** What was ticked: the step within its subject, or the subject as a whole. */
function tickWords({ subject, step, pass, text }, titleOf) {
  const whole = titleOf(subject)
  return `${step ? `${whole}: ${text}` : whole}${pass > 1 ? ` (pass ${pass})` : ""}`
}
