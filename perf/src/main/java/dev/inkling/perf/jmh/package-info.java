/** JMH benchmarks; each checks its result, and takes the size of its state as a parameter. */
package dev.inkling.perf.jmh;
