/** How fast a journal is read back. */
package dev.inkling.perf.replay;
