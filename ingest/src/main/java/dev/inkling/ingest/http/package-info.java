/** HTTP: connections, requests in order, bodies within their bounds, and what each path answers. */
package dev.inkling.ingest.http;
