/** Appends at a fixed rate to the journal and to the plain library: how long one takes, and what stalls it. */
package dev.inkling.perf.append;
