/* Before the theme, in the head: what its own script reads and keeps settings with, and the colours. The body
   gets them the moment it is there: a page that starts in the wrong ones dazzles whoever reads at night. */
{
  const { base, palette } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset
  const scope = new URL(base, location.href)
  const place = (key, { pathname }) => `${pathname}.${key}`
  const options = [JSON.parse(palette || "[]")].flat()

  // Another site of the same origin may have left anything under the theme's names, which takes it as its own.
  const isSound = {
    __palette: (kept) => Number.isInteger(kept?.index) && kept.index in options,
    __tabs: (kept) => Array.isArray(kept) && kept.every((one) => typeof one === "string"),
  }

  window.__md_scope = scope
  window.__md_hash = (text) => [...text].reduce((sum, letter) => (Math.imul(sum, 31) + letter.codePointAt(0)) | 0, 0)
  // The theme takes it for granted that a browser keeps things, and stops working where one refuses.
  window.__md_get = (key, storage, at = scope) => {
    try {
      const kept = JSON.parse((storage ?? localStorage).getItem(place(key, at)))
      return isSound[key]?.(kept) ?? true ? kept : null
    } catch {
      return null
    }
  }
  window.__md_set = (key, value, storage, at = scope) => {
    try {
      ;(storage ?? localStorage).setItem(place(key, at), JSON.stringify(value))
    } catch {
      // The page goes on without.
    }
  }

  const SYSTEM = "(prefers-color-scheme)"
  const fits = ({ media }) => Boolean(media) && matchMedia(media).matches
  const chosen = options[window.__md_get("__palette")?.index] ?? options.find(fits)
  const wanted = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark"
  const colours = chosen?.media === SYSTEM ? options.find(({ media }) => media === `(prefers-color-scheme: ${wanted})`) : chosen

  const paint = () => {
    const { media, scheme = "default", primary = "indigo", accent = "indigo" } = colours
    for (const [name, value] of Object.entries({ media, scheme, primary, accent })) {
      if (value) document.body.setAttribute(`data-md-color-${name}`, value.replaceAll(" ", "-"))
    }
  }
  if (colours && document.body) paint()
  else if (colours) {
    const watch = new MutationObserver(() => {
      if (!document.body) return
      watch.disconnect()
      paint()
    })
    watch.observe(document.documentElement, { childList: true })
  }
}
