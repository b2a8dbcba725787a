package dev.inkling.journal.chronicle;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import net.openhft.chronicle.core.time.TimeProvider;

/**
 * The clock by which files roll. It never goes back: a backward step over a roll would have the appender write into an older file, behind
 * records that stand. Any thread.
 */
final class QueueClock implements TimeProvider {
    private final LongSupplier source;
    private final AtomicLong last = new AtomicLong();

    /**
     * A clock.
     *
     * @param source epoch ms, may step back
     */
    QueueClock(final LongSupplier source) {
        this.source = source;
    }

    @Override
    public long currentTimeMillis() {
        final long now = source.getAsLong();
        long before = last.get();
        while (now > before) {
            if (last.compareAndSet(before, now)) {
                return now;
            }
            before = last.get();
        }
        return before;
    }

    /**
     * Makes sure the clock is not before a time.
     *
     * @param ms epoch ms
     */
    void atLeast(final long ms) {
        last.accumulateAndGet(ms, Math::max);
    }
}
