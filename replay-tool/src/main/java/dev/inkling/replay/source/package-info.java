/**
 * Public files read line by line and told in native JSON. What a row means is defined here once: converting a file writes these
 * very objects, and importing it reads them.
 */
package dev.inkling.replay.source;
