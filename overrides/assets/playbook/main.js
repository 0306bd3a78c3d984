/* Starts what a page has use for. Every page is complete without any of it. */

import "./board.js"
import "./checklists.js"
import "./clockbar.js"
import "./declare.js"
import "./drill.js"
import "./kpis.js"
import "./newer.js"
import "./now.js"
import "./plan.js"
import "./runs.js"
import "./standup.js"
import "./times.js"
