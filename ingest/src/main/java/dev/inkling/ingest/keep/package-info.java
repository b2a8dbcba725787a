/** What the server does for its data folder beside taking traffic: snapshots. */
package dev.inkling.ingest.keep;
