/** What the server does for its data folder beside taking traffic: snapshots, and the removal of old files. */
package dev.inkling.ingest.keep;
