/* What the visitor of hostile pages brings along: `stir` touches everything, `look` says what is there. */

window.visitor = (() => {
  const said = []
  for (const name of ["alert", "confirm", "prompt"]) window[name] = (...words) => { said.push(`${name}(${words})`) }
  window.print = () => {}
  window.open = (address) => { said.push(`open(${address})`) }
  const known = new Set([...Object.getOwnPropertyNames(window), "visitor"])

  // What was there for a moment was there: a form that the next press closes again.
  const made = { names: new Set(), rare: new Set() }
  new MutationObserver((changes) => {
    for (const one of changes.flatMap((change) => [...change.addedNodes])) {
      if (!(one instanceof Element)) continue
      for (const each of [one, ...one.querySelectorAll("*")]) {
        made.names.add(each.localName)
        if (each.matches(RARE)) made.rare.add(rare(each))
      }
    }
  }).observe(document, { childList: true, subtree: true })

  let stays = false
  navigation.addEventListener("navigate", (event) => {
    if (stays && event.cancelable) event.preventDefault()
  })

  const POINTS = ["pointerover", "pointerenter", "mouseover", "mouseenter", "mousemove", "mousedown", "mouseup", "click"]
  const KEYS = ["focus", "focusin", "keydown", "keyup", "input", "change", "toggle", "blur", "focusout"]
  const PRESSED = "a, button, summary, label, input, select, option, [tabindex], [role=button], [onclick]"
  const ADDRESSES = ["href", "src", "action", "formaction", "data", "poster", "xlink:href", "srcset", "ping", "background"]
  const LEADING = ["http:", "https:", "mailto:", "tel:", "blob:", "webcal:"]
  const RARE = "script, iframe, frame, object, embed, applet, base, meta, form, style, link, foreignObject, animate, set"
  const UNSEEN = "script, style, template, noscript, [hidden]"

  const open = () => document.querySelectorAll("details").forEach((one) => { one.open = true })
  const rest = (time) => new Promise((done) => setTimeout(done, time))

  /** Points at everything, focuses it, presses what can be pressed; also what comes only then. */
  async function stir() {
    stays = true
    const met = new WeakSet()
    const count = { met: 0, pressed: 0 }
    for (let round = 0; round < 3; round++) {
      open()
      const found = [...document.body.querySelectorAll("*")].filter((one) => !met.has(one))
      for (const one of found) {
        met.add(one)
        for (const type of POINTS) one.dispatchEvent(new PointerEvent(type, { cancelable: true }))
        for (const type of KEYS) one.dispatchEvent(new Event(type))
        if (!one.matches(PRESSED)) continue
        if (one instanceof HTMLElement) HTMLElement.prototype.click.call(one)
        else one.dispatchEvent(new PointerEvent("click", { bubbles: true, cancelable: true }))
        count.pressed++
      }
      count.met += found.length
      await rest(40)
      if (!found.length) break
    }
    dispatchEvent(new Event("beforeprint"))
    open()
    await rest(20)
    return count
  }

  const attributes = (one) => one.getAttributeNames().sort()
  const kind = (one) => `${one.localName}[${attributes(one)}]`

  /** An element that no text may make, as far as it is the same on every page. */
  function rare(one) {
    const name = one.localName
    const from = (address) => URL.parse(address, location)
    const place = (address) => from(address)?.origin === location.origin ? "here" : from(address)?.origin
    if (name === "script" && one.hasAttribute("src")) return `script ${place(one.getAttribute("src"))}`
    if (name === "script") return `script ${one.type === "application/json" ? "of data" : one.textContent}`
    if (name === "link") return `link ${one.rel} ${place(one.getAttribute("href"))}`
    if (name === "meta") return `meta ${one.name} ${one.httpEquiv}`
    return ["style", "base"].includes(name) ? one.outerHTML : `${kind(one)} ${one.getAttribute("action") ?? ""}`
  }

  /** Attributes that would run something. */
  function* running(one) {
    for (const name of one.getAttributeNames()) {
      const value = one.getAttribute(name)
      if (name.startsWith("on")) yield `${kind(one)} ${name}=${value}`
      if (!ADDRESSES.includes(name)) continue
      const scheme = URL.canParse(value, location) ? new URL(value, location).protocol : "none"
      if (!LEADING.includes(scheme) && !value.startsWith("data:,")) yield `${kind(one)} ${name}=${value}`
    }
  }

  /** What a document holds: the kinds of its elements, the rare ones, what would run. */
  function read(from) {
    const every = [...from.querySelectorAll("*")]
    const kinds = every.map((one) => `${kind(one)} ${one.getAttribute("class") ?? ""}`.trim())
    return {
      kinds: [...new Set(kinds)],
      names: [...new Set(every.map((one) => one.localName))],
      rare: [...new Set([...from.querySelectorAll(RARE)].map(rare))],
      running: every.flatMap((one) => [...running(one)]),
    }
  }

  /** A page as it comes, before any script; its words without what nobody sees. */
  async function source(address) {
    const text = await (await fetch(address)).text()
    const came = new DOMParser().parseFromString(text, "text/html")
    const found = read(came)
    came.querySelectorAll(UNSEEN).forEach((one) => one.remove())
    return { ...found, words: came.body.textContent }
  }

  /** The page as it stands now. */
  function look() {
    const globals = Object.getOwnPropertyNames(window).filter((name) => !known.has(name))
    const found = read(document)
    const names = [...new Set([...found.names, ...made.names])]
    return { ...found, names, rare: [...new Set([...found.rare, ...made.rare])], said, globals }
  }

  return { stir, look, source }
})()
