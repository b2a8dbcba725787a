package dev.inkling.perf.crash;

/**
 * The events of one request: neighbours in number.
 *
 * @param first number of the first one, from 0
 * @param count at least 1
 */
record Batch(long first, int count) {
    long end() {
        return first + count;
    }
}
