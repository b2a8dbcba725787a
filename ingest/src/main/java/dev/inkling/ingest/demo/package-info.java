/** The demo: sample shoppers over real sockets, and what the engine decides about them. */
package dev.inkling.ingest.demo;
