/* A message as it goes out: what is still missing in it, what is kept of it, the address that opens a mail program
   with it. Pure: no page. */

/** @typedef {[string, string, boolean]} Blank its name, what it asks for, whether it may be several lines */

/** What a message begins with while somebody rehearses: it may go out by mistake. */
export const DRILL = "DRILL - "

/** Some mail programs and browsers cut longer addresses, without a word. */
const LONGEST = 1900

/**
 * The blanks that nobody has filled; spaces fill none.
 * @param {Blank[]} blanks
 * @param {Record<string, string>} filled by the blank's name
 * @returns {Blank[]}
 */
export function missing(blanks, filled) {
  return blanks.filter(([name]) => !(filled[name] ?? "").trim())
}

/**
 * The text that is kept once it is sent: subject, a blank line, body; or the one that there is.
 * @param {string} subject
 * @param {string} body
 * @returns {string}
 */
export function whole(subject, body) {
  return [subject, body].filter(Boolean).join("\n\n")
}

/**
 * The address that opens a mail program with the message. Several readers do not see one another.
 * @param {string[]} addresses of those who get it; none where the sender picks them
 * @param {string} subject
 * @param {string} body
 * @returns {string | null} null where it is too long to arrive whole
 */
export function mailOf(addresses, subject, body) {
  const to = addresses.map((one) => encodeURIComponent(one).replaceAll("%40", "@"))
  const given = [
    ["bcc", to.length > 1 ? to.join(",") : ""],
    ["subject", encodeURIComponent(subject)],
    ["body", encodeURIComponent(body.replaceAll("\n", "\r\n"))],
  ]
  const fields = given.filter(([, value]) => value).map((pair) => pair.join("="))
  const address = `mailto:${to.length === 1 ? to[0] : ""}${fields.length ? "?" : ""}${fields.join("&")}`
  return address.length < LONGEST ? address : null
}

/** @param {number} count @returns {string} */
export function leftWords(count) {
  if (count === 0) return "Nothing left to fill in."
  return count === 1 ? "1 blank left" : `${count} blanks left`
}
