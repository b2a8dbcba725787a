/** The server: settings, event loops, front ends, metrics, and {@code main}. Only this module knows Netty. */
package dev.inkling.ingest;
