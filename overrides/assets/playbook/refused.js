/* The theme takes it for granted that a browser keeps things, and stops working where one refuses. */

{
  const { __md_get: read, __md_set: write } = window
  const attempt = (act) => (...words) => {
    try {
      return act(...words)
    } catch {
      return null
    }
  }
  window.__md_get = attempt(read)
  window.__md_set = attempt(write)
}
