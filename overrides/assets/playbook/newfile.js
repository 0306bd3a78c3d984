/* The page where a code host's visitors add a file, with the file already filled in. */

/* The best known host answers 414 to an address of more than 8,191 bytes, as do web servers by default (a request
   line of 8,190 or 8,192). Who has to sign in first is sent there with the whole address in that page's own, encoded
   once more: so that form is what has to fit, with room for the sign-in page's own part. */
const LONGEST = 8000

const HALF = /\p{Surrogate}/gu

/**
 * Where a file can be added: its name and text filled in, or its name alone where the text would not fit.
 * @param {string} newAddress the host's page for a new file on a branch
 * @param {string} file its path
 * @param {string} text
 * @returns {{href: string, filled: boolean}} `filled` is false where the text has to be pasted
 */
export function newFileAddress(newAddress, file, text) {
  const named = `${newAddress}?filename=${encoded(file)}`
  const full = `${named}&value=${encoded(text)}`
  const filled = encoded(full).length <= LONGEST
  return { href: filled ? full : named, filled }
}

/** Half of a character has no encoding. */
function encoded(text) {
  return encodeURIComponent(text.replace(HALF, "\ufffd"))
}
