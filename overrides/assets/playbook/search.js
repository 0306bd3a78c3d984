/* Before the theme's own script, which would ask for the search's list of words at once. That list weighs more
   than any page: it is asked for when the reader turns to the search. */
(() => {
  const search = document.querySelector("[data-md-component=search]")
  if (!search) return
  const wanted = new Promise((resolve) => search.addEventListener("focusin", resolve, { once: true }))

  window.XMLHttpRequest = class extends XMLHttpRequest {
    open(method, address, ...more) {
      this.isForSearch = new URL(address, location.href).pathname.endsWith("/search/search_index.json")
      super.open(method, address, ...more)
    }

    send(body) {
      if (this.isForSearch) wanted.then(() => super.send(body))
      else super.send(body)
    }
  }
})()
