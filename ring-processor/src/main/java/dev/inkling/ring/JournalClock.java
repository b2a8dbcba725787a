package dev.inkling.ring;

import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;

/**
 * The journal's time: a monotonic clock anchored at the wall clock when it starts, and drawn toward it by at most
 * {@link #SLEW_PPM}, so that it never goes back and never jumps. Steps of the wall clock are counted, not followed. Confined to the
 * journal handler's thread, after construction.
 */
final class JournalClock {
    /** Most that the clock runs fast or slow to follow the wall, as NTP bounds it. */
    static final long SLEW_PPM = 500;
    /** Wall against monotonic clock between two looks: more than this is a step. */
    static final long STEP_MS = 1_000;
    /** Time between two looks at the wall clock. */
    static final long LOOK_NANOS = 1_000_000_000L;
    private static final long NANOS_PER_MS = 1_000_000L;
    private static final long MILLION = 1_000_000L;

    private final NanoClock nanoClock;
    private final EpochClock epochClock;
    private final long anchorNanos;
    private final long anchorMs;
    private final long wallAnchorMs;
    /** What slewing has added so far. */
    private long slewNanos;
    private long lookedNanos;
    private long lookedDifferenceMs;
    private long steps;
    private long offsetMs;
    private long lastMs;

    /**
     * A clock that begins now, or, where the wall clock is behind the journal, at the journal's last time, and goes on from there: time
     * must not stand still until the wall has caught up. That is a step of the wall as well.
     *
     * @param nanoClock  runs on
     * @param epochClock the wall
     * @param notBelowMs the journal's last time: this clock never shows less
     */
    JournalClock(final NanoClock nanoClock, final EpochClock epochClock, final long notBelowMs) {
        this.nanoClock = nanoClock;
        this.epochClock = epochClock;
        anchorNanos = nanoClock.nanoTime();
        wallAnchorMs = epochClock.time();
        anchorMs = Math.max(wallAnchorMs, notBelowMs);
        offsetMs = wallAnchorMs - anchorMs;
        steps = -offsetMs > STEP_MS ? 1 : 0;
        lastMs = anchorMs;
    }

    /**
     * The time now.
     *
     * @return epoch ms, never less than before
     */
    long nowMs() {
        final long elapsed = nanoClock.nanoTime() - anchorNanos;
        if (elapsed - lookedNanos >= LOOK_NANOS) {
            look(elapsed);
        }
        lastMs = Math.max(lastMs, anchorMs + Math.floorDiv(elapsed + slewNanos, NANOS_PER_MS));
        return lastMs;
    }

    private void look(final long elapsed) {
        final long wallMs = epochClock.time();
        final long differenceMs = wallMs - wallAnchorMs - elapsed / NANOS_PER_MS;
        if (Math.abs(differenceMs - lookedDifferenceMs) > STEP_MS) {
            steps++;
        }
        offsetMs = wallMs - anchorMs - (elapsed + slewNanos) / NANOS_PER_MS;
        final long mostNanos = (elapsed - lookedNanos) / MILLION * SLEW_PPM;
        final long wantedNanos = Math.max(-STEP_MS, Math.min(STEP_MS, offsetMs)) * NANOS_PER_MS;
        slewNanos += Math.max(-mostNanos, Math.min(mostNanos, wantedNanos));
        lookedDifferenceMs = differenceMs;
        lookedNanos = elapsed;
    }

    /**
     * Steps of the wall clock by more than {@link #STEP_MS} so far.
     *
     * @return count
     */
    long steps() {
        return steps;
    }

    /**
     * Wall clock minus this one, when it was last looked at.
     *
     * @return ms
     */
    long offsetMs() {
        return offsetMs;
    }
}
