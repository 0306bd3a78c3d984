/* Starts what a page has use for. Every page is complete without any of it. */

import "./board.js"
import "./newer.js"
