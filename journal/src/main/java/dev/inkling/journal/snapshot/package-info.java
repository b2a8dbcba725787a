/** Snapshots of the processor's state, kept beside the journal so that a start need not replay all of it. */
package dev.inkling.journal.snapshot;
