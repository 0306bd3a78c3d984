/* What is written for a record: the file's name, its text, the way to where it is added. Nothing is sent anywhere. */

import { playbook } from "./config.js"
import { entryId, fileOf, textOf } from "./entryfile.js"
import { newFileAddress } from "./newfile.js"
import { button, copyWords, element, toCopy } from "./parts.js"
import { commandOf } from "./recordfields.js"
import { listening } from "./telling.js"

const PENDING = "Not on the plan yet: it counts for everybody once it is committed and merged."

/**
 * The part of a form that shows the record as it will be written.
 * @param {() => void} onTaken called when the reader has taken it: opened, or copied
 * @returns {{root: HTMLElement, show: (note: import("./entryfile.js").Note | null, token: string) => void}}
 */
export function recordFile(onTaken) {
  const [name, text, command] = [element("code"), element("pre"), element("pre")]
  const told = listening(element("p", { className: "pb-recordfile-told" }))
  const tell = (words) => {
    told.textContent = words
    onTaken()
  }
  const copy = (label, place) => button(label, () => toCopy(place).then((isCopied) => tell(`${copyWords(isCopied)} ${PENDING}`)), "pb-button--bare")
  const open = playbook.source ? link(playbook.source.host, () => tell(PENDING)) : null
  // A long text ends far below: what is to be done first stands first.
  const paste = element("div", { className: "pb-recordfile-paste" },
    element("p", {}, "This is too long for a link: the page opens with the file’s name alone. Copy the text first, and paste it there."),
    copy("Copy the text", text))
  const root = element("div", { className: "pb-recordfile" },
    paste,
    ...(open ? [open] : [element("p", {}, "Save this in the playbook’s folder, and commit it:")]),
    told,
    element("p", { className: "pb-recordfile-head" }, name, copy("Copy name", name)),
    element("div", { className: "pb-recordfile-text" }, text, copy("Copy text", text)),
    ...(open ? [] : [element("p", {}, "Or say it at a terminal in that folder:"),
      element("div", { className: "pb-recordfile-text" }, command, copy("Copy command", command))]),
  )
  return { root, show }

  function show(note, token) {
    root.hidden = note === null
    if (!note) return
    const id = entryId(note, token)
    const address = playbook.source ? newFileAddress(playbook.source.new, fileOf(id), textOf(note, id)) : null
    if (open && address) open.href = address.href
    paste.hidden = address?.filled ?? true
    const shown = [fileOf(id), textOf(note, id), commandOf(note)]
    // What was said of the text that stood there before does not hold for another.
    if (text.textContent !== shown[1]) told.textContent = ""
    for (const [at, place] of [name, text, command].entries()) place.textContent = shown[at]
  }
}

function link(host, act) {
  const made = element("a", { className: "pb-button", target: "_blank", rel: "noopener noreferrer" }, `Open on ${host}`,
    element("span", { className: "pb-unseen" }, " (in a new tab)"))
  made.addEventListener("click", act)
  return made
}
