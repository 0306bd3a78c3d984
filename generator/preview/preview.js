/* An open page follows the files of the plan: a sound state is loaded, what is wrong in a newer one is told.
   Only `playbook serve` puts this on a page; no site that is built has it. */

const place = document.getElementById("__preview")
const own = JSON.parse(place.dataset.preview)
const isAlone = document.documentElement.classList.contains("pb-preview-alone")

/** Where a reader's place is kept over a reload, and the milliseconds until a page has its last height. */
const KEPT = "playbook-preview:place", SETTLED = 2000

const NOTHING = { problems: [], count: 0 }

/** @type {EventSource | null} */
let events = null

/** Whether a newer state is out than the one on this page. */
let isOld = false

/** What is shown now, so that readers of screens hear of it once. */
let shown = ""

/** @param {string} tag @param {string} name @param {...(Node | string)} parts @returns {HTMLElement} */
function element(tag, name, ...parts) {
  const made = document.createElement(tag)
  if (name) made.className = name
  made.append(...parts)
  return made
}

/** What stands between backticks is what somebody typed, or is to type. */
function words(text) {
  return text.split("`").map((part, number) => number % 2 ? element("code", "", part) : part)
}

function problem({ code, place: where, message, excerpt, hint }) {
  const line = element("li", "")
  if (where) line.append(element("p", "pb-preview__place", element("code", "", where), ` ${code}`))
  line.append(element("p", "pb-preview__message", ...words(message)))
  if (excerpt) {
    const block = element("pre", "", excerpt)
    block.tabIndex = 0
    block.setAttribute("aria-label", `Line of ${where}`)
    line.append(block)
  }
  if (hint) line.append(element("p", "", ...words(hint)))
  return line
}

/** A heading to fold away what stands below it: the page is still there to be read. */
function panel(heading, problems, more = 0) {
  if (!problems.length) return element("p", "pb-preview__panel pb-preview__note", heading)
  const details = element("details", "pb-preview__panel", element("summary", "", heading))
  details.open = true
  details.append(element("ul", "", ...problems.map(problem)))
  if (more) details.append(element("p", "pb-preview__more", ...words(`And ${more} more: \`playbook check\` lists all.`)))
  return details
}

function counted(count) {
  return count === 1 ? "1 error" : `${count} errors`
}

function heading(count) {
  return isAlone
    ? `${counted(count)}: the plan is shown as soon as there is none.`
    : `${counted(count)} in the newest files. You see the plan as it was before.`
}

/** @param {{ problems: object[], count: number }} newest the first errors of the newest sources, and how many there are */
function show({ problems, count }, silent = "") {
  const panels = []
  if (count) panels.push([heading(count), problems, count - problems.length])
  if (own.problems.length) panels.push([`${counted(own.problems.length)} on this page: no site would be built.`, own.problems])
  if (own.note) panels.push([own.note, []])
  if (silent) panels.push([silent, []])
  const now = JSON.stringify(panels)
  if (now === shown) return
  shown = now
  place.replaceChildren(...panels.map((parts) => panel(...parts)))
}

/** Whether somebody fills in a form: what is typed there is not taken out of their hands. */
function isTyping() {
  const form = document.activeElement?.closest("article form")
  return [...form?.querySelectorAll("textarea, [type=text]") ?? []].some((field) => field.value)
}

function follow() {
  leave()
  keepPlace()
  location.reload()
}

/** Where the reader is: the nearest landmark above, and how far below the edge of the window it stands. */
function keepPlace() {
  const marks = [...document.querySelectorAll("article [id]")]
    .filter((mark) => mark.getClientRects().length)
    .map((mark) => ({ id: mark.id, top: mark.getBoundingClientRect().top }))
    .filter(({ top }) => top < innerHeight / 2)
  if (!scrollY || !marks.length) return
  const nearest = marks.reduce((best, mark) => mark.top > best.top ? mark : best)
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ ...nearest, y: scrollY, path: location.pathname }))
    history.scrollRestoration = "manual"
  } catch {
    // Storage is blocked: the browser goes back to where it was as well as it can.
  }
}

/** Scripts fill the page in after it has come, so a number of pixels is soon another place of it. */
function takePlace() {
  let kept = null
  try {
    kept = JSON.parse(sessionStorage.getItem(KEPT))
    sessionStorage.removeItem(KEPT)
  } catch {
    return
  }
  if (kept?.path !== location.pathname) return
  scrollTo({ top: kept.y, behavior: "instant" })
  const ended = new AbortController()
  const end = () => {
    ended.abort()
    history.scrollRestoration = "auto"
  }
  const stay = () => {
    if (ended.signal.aborted) return
    const off = (document.getElementById(kept.id)?.getBoundingClientRect().top ?? kept.top) - kept.top
    if (Math.abs(off) >= 1) scrollBy({ top: off, behavior: "instant" })
    requestAnimationFrame(stay)
  }
  stay()
  // Whoever moves on is not held back.
  for (const own of ["wheel", "touchstart", "pointerdown", "keydown"]) addEventListener(own, end, { signal: ended.signal })
  setTimeout(end, SETTLED)
}

function listen() {
  if (events || document.hidden) return
  let newest = NOTHING
  events = new EventSource("/_preview/events")
  events.addEventListener("message", ({ data }) => {
    const told = JSON.parse(data)
    isOld = told.state !== own.state
    if (isOld && !isTyping()) {
      follow()
      return
    }
    newest = told
    show(newest, isOld ? "The plan has changed. This page follows once you leave the form." : "")
  })
  events.addEventListener("error", () => show(newest, "The preview has stopped. This page follows no more changes."))
}

// A browser opens few connections to one server: pages that nobody looks at leave theirs to others.
function leave() {
  events?.close()
  events = null
}

show(NOTHING)
takePlace()
listen()
document.addEventListener("focusout", () => setTimeout(() => isOld && !isTyping() && follow()))
document.addEventListener("visibilitychange", () => document.hidden ? leave() : listen())
addEventListener("pagehide", leave)
addEventListener("pageshow", listen)
