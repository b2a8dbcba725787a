package dev.inkling.perf.simulate;

import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;

/** The machine's clocks: one that runs on, and the wall clock, which may be set. They move only when told to. */
final class Clocks implements NanoClock {
    private static final long START_MS = 1_735_689_600_000L;
    private static final long NANOS_PER_MS = 1_000_000L;

    private long nanos = 1_000_000_000L;
    private long wallMs = START_MS;

    /** Time goes by. */
    void run(final long ms) {
        nanos += ms * NANOS_PER_MS;
        wallMs += ms;
    }

    /** Somebody sets the wall clock. */
    void set(final long stepMs) {
        wallMs += stepMs;
    }

    /** The wall clock, epoch ms. */
    long wallMs() {
        return wallMs;
    }

    /** The wall clock. */
    EpochClock wall() {
        return () -> wallMs;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }
}
