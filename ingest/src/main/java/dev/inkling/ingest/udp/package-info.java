/** UDP: datagrams of JSON and of binary frames; nothing that comes in can do more than be counted. */
package dev.inkling.ingest.udp;
