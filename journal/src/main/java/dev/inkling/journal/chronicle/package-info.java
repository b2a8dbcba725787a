/** The journal on disk, over Chronicle Queue. No other package sees Chronicle. */
package dev.inkling.journal.chronicle;
