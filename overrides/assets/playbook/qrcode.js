/* A text as a code to scan: a picture of squares. The library that works it out is loaded when somebody asks. */

const SVG = "http://www.w3.org/2000/svg"

/** What the largest code holds of a link's letters, with some room. */
export const LARGEST = 2900

/** White around the code, in squares: scanners need four. */
const QUIET = 4

function shape(tag, given, ...inside) {
  const made = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(given)) made.setAttribute(name, value)
  made.append(...inside)
  return made
}

/** The dark squares, a stroke for each stretch of a row. */
function squares(code) {
  let path = ""
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      let end = x
      while (code.get(end, y)) end += 1
      if (end > x) path += `M${x + QUIET} ${y + QUIET}h${end - x}v1h${x - end}z`
      x = end
    }
  }
  return path
}

/**
 * The code as an SVG, black on white in either scheme.
 * @param {string} text at most LARGEST bytes
 * @param {string} title what readers of screens are told
 * @returns {Promise<SVGElement>}
 */
export async function codeOf(text, title) {
  const { generate } = await import("../vendor/lean-qr.js")
  const code = generate(text)
  const side = code.size + 2 * QUIET
  const picture = { viewBox: `0 0 ${side} ${side}`, role: "img", class: "pb-code", "shape-rendering": "crispEdges" }
  return shape("svg", picture,
    shape("title", {}, title),
    shape("rect", { width: side, height: side, fill: "#fff" }),
    shape("path", { d: squares(code), fill: "#000" }))
}
