/* What every page says of its playbook. docs/reader.md describes it. */

/**
 * @typedef {object} Playbook
 * @property {string} key names the playbook in readers' browsers
 * @property {string} title
 * @property {string} zone an IANA time zone
 * @property {"calendar" | "working"} days
 * @property {[string, string] | null} quiet from and to, as HH:MM
 * @property {string | null} t0 the official T0, ISO 8601 with its offset
 * @property {string | null} ended
 * @property {Record<string, string>} anchors moments of events reached and actions done
 * @property {[string, string][]} roles id and title of each role that a reader can have
 * @property {[string, string][]} others id and title of the other roles: outsiders and groups
 * @property {{new: string, host: string} | null} source where a file can be added, null where nobody said
 */

/** @type {Playbook} */
const nothing = {
  key: "", title: "", zone: "UTC", days: "calendar", quiet: null, t0: null, ended: null, anchors: {}, roles: [], others: [], source: null,
}

/** @type {Playbook} */
export const playbook = { ...nothing, ...JSON.parse(document.getElementById("__playbook")?.dataset.playbook ?? "{}") }

/** The site's root. */
export const base = new URL("../../", import.meta.url)
