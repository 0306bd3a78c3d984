/* Behind the content of a page with tabs, as long as it has not been seen: the tab that its address names is
   open, and of tabs that a reader has chosen elsewhere the same. */
{
  const isLinked = "linked" in /** @type {HTMLScriptElement} */ (document.currentScript).dataset
  const chosen = isLinked ? window.__md_get("__tabs") : null
  for (const set of Array.isArray(chosen) ? document.querySelectorAll(".tabbed-set") : []) {
    const labels = [...set.querySelectorAll(":scope > .tabbed-labels > label")]
    const named = (name) => labels.find((label) => label.textContent.trim() === name)
    const found = chosen.map(named).find(Boolean)
    if (found?.control) found.control.checked = true
  }

  const named = document.getElementById(location.hash.slice(1))
  if (named instanceof HTMLInputElement && named.name.startsWith("__tabbed_")) named.checked = true
}
