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

  /* The theme takes a version's title for HTML, and stops at whatever is no version. Publishing writes neither, but
     other programs and people write that list as well. */
  const isText = (value) => typeof value === "string"
  const isVersion = (one) => isText(one?.version) && isText(one.title) && Array.isArray(one.aliases) && one.aliases.every(isText)
  const asText = (title) => title.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  const sound = (text) => {
    const found = JSON.parse(text).filter(isVersion).map((one) => ({ ...one, title: asText(one.title) }))
    if (!found.length) throw new TypeError("There is no version to choose.")
    return JSON.stringify(found)
  }
  const list = new URL("../versions.json", base).href

  window.XMLHttpRequest = class extends XMLHttpRequest {
    open(method, address, ...more) {
      this.isOfVersions = new URL(address, location.href).href === list
      super.open(method, address, ...more)
    }

    get response() {
      const found = super.response
      return this.isOfVersions ? { text: async () => sound(await found.text()) } : found
    }
  }

  const banner = document.querySelector("[data-md-component=outdated]")
  const link = document.getElementById("__latest")
  if (!frozen || !banner || !link) return
  const page = location.pathname.slice(base.pathname.length)
  link.href = new URL(`../latest/${page}`, base).href
  link.addEventListener("click", () => { link.hash = location.hash })
  banner.hidden = false
})()
