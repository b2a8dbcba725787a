/** Benchmarks and the load rig. */
package dev.inkling.perf;
