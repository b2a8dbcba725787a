package dev.inkling.perf.load;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.inkling.ring.Counter;

/** Waits until a server has worked off what it holds: its counters stand still for a while. */
final class Settled {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int MOST_READINGS = 50;

    private Settled() {
    }

    static Map<String, Double> read(final ServerCounters counters) throws IOException, InterruptedException {
        Map<String, Double> last = counters.read();
        for (int i = 0; i < MOST_READINGS; i++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            final Map<String, Double> now = counters.read();
            if (same(last, now, Counter.UDP_DATAGRAMS) && same(last, now, Counter.EVENTS_ACCEPTED)) {
                return now;
            }
            last = now;
        }
        return last;
    }

    private static boolean same(final Map<String, Double> a, final Map<String, Double> b, final Counter counter) {
        return ServerCounters.value(a, counter) == ServerCounters.value(b, counter);
    }
}
