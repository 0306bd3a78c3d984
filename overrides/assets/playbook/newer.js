/* Tells an open tab that a newer plan is out. It never reloads by itself: somebody may be in the middle of a step. */

const EVERY = 5 * 60 * 1000
const SEEN = "playbook.newer.seen"

const own = document.getElementById("__stamp")?.dataset
const base = new URL("../../", import.meta.url)
const folder = base.pathname.split("/").filter(Boolean).pop()
// A frozen version stays what it is; its banner says where the plan goes on.
const frozen = folder !== "latest" && folder === own?.version

function isNewer(stamp) {
  const differs = ["time", "sources"].some((name) => stamp[name] !== own[name]) || (stamp.commit ?? "") !== own.commit
  // A cache on the way may still hold an older one.
  return differs && typeof stamp.time === "string" && stamp.time >= own.time
}

function nameOf(stamp) {
  return [stamp.time, stamp.commit, stamp.sources].join(" ")
}

/** The time as the playbook's own zone tells it, with the date where it is not today's. */
function shown(time) {
  const inZone = (timeZone) => {
    const write = (moment, parts) => new Intl.DateTimeFormat("en-GB", { ...parts, timeZone }).format(moment)
    const day = (moment) => write(moment, { day: "numeric", month: "long", year: "numeric" })
    const clock = write(time, { hour: "2-digit", minute: "2-digit", timeZoneName: "short" })
    return day(time) === day(new Date()) ? clock : `${day(time)}, ${clock}`
  }
  try {
    return inZone(own.zone)
  } catch {
    return inZone("UTC")
  }
}

function button(text, act) {
  const made = document.createElement("button")
  made.type = "button"
  made.className = "md-button"
  made.textContent = text
  made.addEventListener("click", act)
  return made
}

// Readers of screens are told of what changes inside a region, so the region is there first.
const notice = document.createElement("div")
notice.className = "pb-newer"
notice.setAttribute("role", "status")

function tell(stamp) {
  const text = document.createElement("p")
  text.textContent = `There is a newer plan, of ${shown(new Date(stamp.time))}.`
  notice.replaceChildren(
    text,
    button("Read it", () => location.reload()),
    button("Later", () => {
      remember(stamp)
      notice.replaceChildren()
    }),
  )
  notice.dataset.stamp = nameOf(stamp)
}

// Where a browser refuses to remember, the notice is only told once for each page.
function remember(stamp) {
  try {
    sessionStorage.setItem(SEEN, nameOf(stamp))
  } catch { /* refused */ }
}

function isKnown(stamp) {
  let seen = null
  try {
    seen = sessionStorage.getItem(SEEN)
  } catch { /* refused */ }
  return [seen, notice.dataset.stamp].includes(nameOf(stamp))
}

async function check() {
  if (document.hidden || !navigator.onLine) return
  try {
    // A redirect may lead to another origin, such as a page to log in: it is not followed.
    const answer = await fetch(new URL("stamp.json", base), { cache: "no-store", redirect: "manual" })
    const stamp = await answer.json()
    if (isNewer(stamp) && !isKnown(stamp)) tell(stamp)
  } catch { /* No connection, or no stamp: the page is complete without. */ }
}

if (own && !frozen) {
  document.body.append(notice)
  document.addEventListener("visibilitychange", check)
  for (const event of ["online", "pageshow"]) addEventListener(event, check)
  setInterval(check, EVERY)
}
