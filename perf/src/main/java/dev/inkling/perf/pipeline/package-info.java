/** Events through ring and journal, without sockets. */
package dev.inkling.perf.pipeline;
