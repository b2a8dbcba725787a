/** What each event loop owns: its way into the ring, its scratch areas, and its table of pending requests. */
package dev.inkling.ingest.loop;
