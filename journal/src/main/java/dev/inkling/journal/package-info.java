/** The frame, its codecs, and the journal that keeps it. */
package dev.inkling.journal;
