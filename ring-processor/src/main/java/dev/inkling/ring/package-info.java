/** The one deterministic state machine, and the ring, recovery, counters and latency tracking around it. */
package dev.inkling.ring;
