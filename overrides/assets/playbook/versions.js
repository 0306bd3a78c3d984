/* The version selector and the banner of frozen versions, before the theme's own script starts.
   A page is the same in latest/ and in a frozen version: only its address tells the two apart. */
(() => {
  const config = document.getElementById("__config")
  const stamp = document.getElementById("__stamp")
  if (!config || !stamp) return
  const settings = JSON.parse(config.textContent)
  const base = new URL(settings.base.replace(/\/?$/, "/"), location.href)
  const folder = base.pathname.split("/").filter(Boolean).pop()
  const frozen = Boolean(folder) && folder === stamp.dataset.version && folder !== "latest"

  // A site that is not published has no list of versions beside it; the theme would ask for one all the same.
  if (!frozen && folder !== "latest") delete settings.version
  // The theme looks for that list beside the last folder, and takes an address without a slash for a file.
  settings.base = base.href
  config.textContent = JSON.stringify(settings)

  const banner = document.querySelector("[data-md-component=outdated]")
  const link = document.getElementById("__latest")
  if (!frozen || !banner || !link) return
  const page = location.pathname.slice(base.pathname.length)
  link.href = new URL(`../latest/${page}`, base).href
  link.addEventListener("click", () => { link.hash = location.hash })
  banner.hidden = false
})()
