/** The warm standby: follows another server's journal until it is promoted. */
package dev.inkling.ingest.standby;
