package dev.inkling.ingest.demo;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** What the clients of a demo saw. Any thread. */
final class Tally {
    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;

    final LongAdder httpSent = new LongAdder();
    final LongAdder udpSent = new LongAdder();
    final LongAdder requests = new LongAdder();
    final LongAdder datagrams = new LongAdder();
    final LongAdder accepted = new LongAdder();
    final LongAdder duplicates = new LongAdder();
    final LongAdder rejected = new LongAdder();
    final LongAdder failures = new LongAdder();
    private final Recorder replies = new Recorder(HIGHEST_NANOS, DIGITS);
    private final Map<String, Integer> decisions = new TreeMap<>();
    private String firstFailure = "";

    void onReply(final long nanos, final EventsReply reply) {
        replies.recordValue(Math.min(nanos, HIGHEST_NANOS));
        requests.increment();
        accepted.add(reply.accepted());
        duplicates.add(reply.duplicates());
        rejected.add(reply.rejected());
    }

    synchronized void onDecision(final String rule, final String status) {
        decisions.merge(rule + " " + status, 1, Integer::sum);
    }

    synchronized void onFailure(final String what) {
        failures.increment();
        if (firstFailure.isEmpty()) {
            firstFailure = what;
        }
    }

    synchronized String firstFailure() {
        return firstFailure;
    }

    synchronized int decisions() {
        return decisions.values().stream().mapToInt(Integer::intValue).sum();
    }

    Histogram replies() {
        return replies.getIntervalHistogram();
    }

    long sent() {
        return httpSent.sum() + udpSent.sum();
    }
}
