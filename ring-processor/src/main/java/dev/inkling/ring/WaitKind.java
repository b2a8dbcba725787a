package dev.inkling.ring;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;

/** How a handler waits for work: from quiet to fast. */
public enum WaitKind {
    /** On a lock: no load when idle, some microseconds to wake up. The default. */
    BLOCKING,
    /** Spins, yields, then parks for 100 µs at a time: no lock on the publishing side. */
    SLEEPING,
    /** Spins and yields: a core each, shared when others want it. */
    YIELDING,
    /** Spins: a core each, for pinned threads only. */
    BUSY_SPIN;

    WaitStrategy strategy() {
        return switch (this) {
            case BLOCKING -> new BlockingWaitStrategy();
            case SLEEPING -> new SleepingWaitStrategy();
            case YIELDING -> new YieldingWaitStrategy();
            case BUSY_SPIN -> new BusySpinWaitStrategy();
        };
    }
}
