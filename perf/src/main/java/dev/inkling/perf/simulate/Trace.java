package dev.inkling.perf.simulate;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** What happened in a run: a digest of its steps, and the faults by kind. Two runs of a seed have the same. Confined to one thread. */
final class Trace {
    private static final long PRIME = 0x100000001B3L;

    private final Consumer<String> shown;
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private long digest = 0xCBF29CE484222325L;
    private int step;

    /**
     * A trace.
     *
     * @param shown told each step; null when nobody wants to know
     */
    Trace(final Consumer<String> shown) {
        this.shown = shown;
    }

    /** The next step begins. */
    void step(final int number) {
        step = number;
    }

    /** The step under way. */
    int step() {
        return step;
    }

    /** Notes what happened. */
    void note(final String what, final Object... values) {
        final String line = String.format(Locale.ROOT, what, values);
        for (int i = 0; i < line.length(); i++) {
            digest = (digest ^ line.charAt(i)) * PRIME;
        }
        if (shown != null) {
            shown.accept(String.format(Locale.ROOT, "%4d  %s", step, line));
        }
    }

    /** Adds a number to the digest. */
    void add(final long value) {
        digest = (digest ^ value ^ value >>> 32) * PRIME;
    }

    /** Counts a fault. */
    void fault(final Fault kind) {
        fault(kind, 1);
    }

    /** Counts faults. */
    void fault(final Fault kind, final long times) {
        faults.merge(kind, times, Long::sum);
    }

    /** Faults by kind. */
    Map<Fault, Long> faults() {
        return faults;
    }

    /** Of all notes so far. */
    long digest() {
        return digest;
    }
}
