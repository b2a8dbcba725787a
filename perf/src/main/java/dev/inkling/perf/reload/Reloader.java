package dev.inkling.perf.reload;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.inkling.ring.Pipeline;
import dev.inkling.ring.Reload;
import dev.inkling.ring.ReloadException;
import org.HdrHistogram.Histogram;

/** Asks for other configuration at a fixed pace, on a thread of its own. To be read once it has ended. */
final class Reloader implements Runnable {
    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final Pipeline pipeline;
    private final int reloads;
    private final long paceNanos;
    private final Histogram taken = new Histogram(HIGHEST_NANOS, 3);
    private final Histogram refused = new Histogram(HIGHEST_NANOS, 3);
    /** Digest by the sequence from which it is in force. */
    private final TreeMap<Long, Long> inForce = new TreeMap<>();
    private int unexpected;
    private String firstUnexpected = "";

    Reloader(final Pipeline pipeline, final int reloads, final long paceNanos) {
        this.pipeline = pipeline;
        this.reloads = reloads;
        this.paceNanos = paceNanos;
        inForce.put(0L, pipeline.configuration().digest());
    }

    @Override
    public void run() {
        final long began = System.nanoTime();
        for (int number = 0; number < reloads; number++) {
            long left = began + (number + 1) * paceNanos - System.nanoTime();
            while (left > 0) {
                LockSupport.parkNanos(left);
                left = began + (number + 1) * paceNanos - System.nanoTime();
            }
            reload(number);
        }
    }

    private void reload(final int number) {
        final long began = System.nanoTime();
        try {
            final Reload reload = pipeline.reload(texts -> Texts.of(number, texts));
            taken.recordValue(Math.min(HIGHEST_NANOS, System.nanoTime() - began));
            inForce.put(reload.sequence(), reload.digest());
            if (Texts.isBroken(number)) {
                unexpected("reload " + number + " was broken, and taken");
            }
        } catch (final ReloadException e) {
            refused.recordValue(Math.min(HIGHEST_NANOS, System.nanoTime() - began));
            if (!Texts.isBroken(number) || e.reason() != ReloadException.Reason.UNUSABLE) {
                unexpected("reload " + number + ": " + e.getMessage());
            }
        }
    }

    private void unexpected(final String what) {
        unexpected++;
        if (firstUnexpected.isEmpty()) {
            firstUnexpected = what;
        }
    }

    Map.Entry<Long, Long> inForceAt(final long sequence) {
        return inForce.lowerEntry(sequence);
    }

    int digests() {
        return inForce.size();
    }

    Histogram taken() {
        return taken;
    }

    Histogram refused() {
        return refused;
    }

    int unexpected() {
        return unexpected;
    }

    String firstUnexpected() {
        return firstUnexpected;
    }
}
