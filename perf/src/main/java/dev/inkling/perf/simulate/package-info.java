/** Seeded runs of the whole engine with faults, held to a plain model of what must be true. */
package dev.inkling.perf.simulate;
