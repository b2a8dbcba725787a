package dev.inkling.perf.simulate;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Sums over runs. Any thread. */
final class Tally {
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private long seeds;
    private long events;
    private long decisions;
    private long starts;

    /** Adds a run that went well. */
    synchronized void add(final Runs.Outcome outcome) {
        seeds++;
        events += outcome.result().events();
        decisions += outcome.result().decisions();
        starts += outcome.result().starts();
        outcome.trace().faults().forEach((kind, times) -> faults.merge(kind, times, Long::sum));
    }

    /** How often a fault came about. */
    synchronized long times(final Fault kind) {
        return faults.getOrDefault(kind, 0L);
    }

    /** One line for people. */
    synchronized String line(final String journal, final double seconds) {
        return String.format(Locale.ROOT, "%-9s  %,d seeds in %.1f s (%,.0f a minute): %,d starts, %,d events, %,d decisions", journal,
            seeds, seconds, seeds * 60 / seconds, starts, events, decisions);
    }

    /** Faults by kind, for people. */
    synchronized String faults() {
        final StringBuilder text = new StringBuilder("faults   ");
        for (final Fault kind : Fault.values()) {
            text.append(String.format(Locale.ROOT, "  %s %,d", kind.label(), times(kind)));
        }
        return text.toString();
    }
}
