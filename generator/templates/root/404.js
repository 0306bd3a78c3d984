
// Context: the page 404.html, which is complete without this. Shown at whatever address somebody asked for:
// that is only compared, joined behind the site's own origin, or split; it never becomes part of the page.
(async () => {
  "use strict";

  // The root is near the beginning: an address of a thousand folders costs no more requests than this.
  const FOLDERS_TRIED = 8;

  const main = document.querySelector("main");
  const search = document.getElementById("search");
  const known = main.dataset.base;
  const asked = location.pathname;

  // Without the origin in front, a path such as //example.org/ would be another site's address.
  const address = (path) => location.origin + path;

  // The search itself needs scripts, and the page's policy lets no form be sent anywhere.
  search.hidden = false;
  search.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = encodeURIComponent(document.getElementById("words").value);
    location.assign(`${address(search.dataset.newest)}?q=${words}`);
  });

  const exists = async (path) => {
    try {
      return (await fetch(address(path), { method: "HEAD" })).ok;
    } catch {
      return false;
    }
  };

  const versionsAt = async (folder) => {
    try {
      const listed = await (await fetch(address(`${folder}versions.json`))).json();
      const sound = listed.filter((item) => typeof item?.version === "string");
      return sound.some((item) => item.version === "latest") ? sound : null;
    } catch {
      return null;
    }
  };

  const parts = asked.split("/").slice(0, -1);
  const folders = parts.map((_, last) => `${parts.slice(0, last + 1).join("/")}/`).slice(0, FOLDERS_TRIED);
  const isFolder = (folder) => folder && asked.startsWith(folder) && !folder.includes("//");
  const candidates = [known, ...folders.reverse()].filter(isFolder);

  let base = "";
  let versions = null;
  for (const folder of new Set(candidates)) {
    versions = await versionsAt(folder);
    if (versions) {
      base = folder;
      break;
    }
  }
  if (!versions) {
    return;
  }

  const newest = `${base}latest/`;
  const rest = asked.slice(base.length);
  const [first] = rest.split("/");
  const version = versions.find((item) => item.version === first);
  const page = rest.slice(first.length + 1);

  // An address from before there were versions, or typed without one. `latest` has a 404.html of its own.
  if (!version && rest !== "404.html" && (await exists(newest + rest))) {
    location.replace(address(newest + rest) + location.search + location.hash);
    return;
  }

  const show = (id) => {
    const part = document.getElementById(id);
    part.hidden = false;
    return part;
  };

  show("ways");
  document.getElementById("newest").href = address(newest);
  search.dataset.newest = newest;
  const [named] = (version ? page : rest).match(/[^/]+(?=\/?$)/) ?? [""];
  if (/^[a-z0-9-]+$/.test(named)) {
    document.getElementById("words").value = named.replaceAll("-", " ");
  }
  const reason = version?.properties?.withdrawn;
  if (typeof reason === "string" && reason) {
    document.getElementById("why").hidden = true;
    show("withdrawn").textContent = `Version ${first} was withdrawn: ${reason}`;
  }
  if (first !== "latest" && page && (await exists(newest + page))) {
    show("same").querySelector("a").href = address(newest + page) + location.search + location.hash;
  }
})();
