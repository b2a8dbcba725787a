/** Streams of ready-made frames for benchmarks: realistic moments, many visitors. */
package dev.inkling.perf.stream;
