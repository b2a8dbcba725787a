/** Configuration of a running server: its files, and the watch over them. */
package dev.inkling.ingest.config;
