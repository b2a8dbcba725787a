package dev.inkling.scoring;

import dev.inkling.scoring.rules.RuleSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Measures what rules cost where traffic is live, and counts what they decide: given to {@link Engine#meterBy}. Of about one moment in
 * {@value #SAMPLED_OF}, chosen by its sequence, the evaluation of each rule is timed. Nothing that is decided or remembered depends on
 * it, and a replay has none, so the state machine reads no clock. The engine's thread writes, without allocation but for
 * {@link #configure}; any thread may read {@link #figures}.
 */
public final class RuleMeter {
    /** One moment of so many is sampled. */
    static final int SAMPLED_OF = 1_024;
    /** An evaluation that took longer was interrupted, by a pause or another thread, and tells nothing of the rule; ns. */
    static final long INTERRUPTED_NANOS = 100_000;
    /** The same of the clock, which takes some 30 ns. */
    static final long CLOCK_INTERRUPTED_NANOS = 2_000;
    /** Evaluations that a mean is of; those before them weigh less and less, so that a cold start is soon forgotten. */
    static final int MEMORY = 256;

    /** Spreads dense sequences evenly over all longs: 2^64 by the golden ratio. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int SAMPLE_SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(SAMPLED_OF);
    private static final Status[] STATUSES = Status.values();
    private static final int EVALUATIONS = STATUSES.length;
    private static final int MEAN = EVALUATIONS + 1;
    /** Values of a rule: decisions by status, evaluations, bits of their mean in nanoseconds. */
    private static final int STRIDE = MEAN + 1;

    private final LongSupplier clock;
    /** The engine's thread's own; others read {@link #shown}. */
    private Table table = new Table(RuleSet.EMPTY);
    private volatile Table shown = table;

    /** Rules and their values; behind those of the last rule stand the ones of the clock. */
    private static final class Table {
        private final RuleSet rules;
        private final AtomicLongArray values;

        Table(final RuleSet rules) {
            this.rules = rules;
            values = new AtomicLongArray((rules.size() + 1) * STRIDE);
        }

        void increment(final int rule, final int which) {
            final int index = rule * STRIDE + which;
            values.setRelease(index, values.getPlain(index) + 1);
        }

        void took(final int rule, final long nanos) {
            increment(rule, EVALUATIONS);
            final int index = rule * STRIDE + MEAN;
            final double mean = Double.longBitsToDouble(values.getPlain(index));
            final double weighs = 1.0 / Math.min(MEMORY, values.getPlain(rule * STRIDE + EVALUATIONS));
            values.setRelease(index, Double.doubleToRawLongBits(mean + (nanos - mean) * weighs));
        }

        void adopt(final int rule, final Table other, final int from) {
            for (int which = 0; which < STRIDE; which++) {
                values.setPlain(rule * STRIDE + which, other.values.getPlain(from * STRIDE + which));
            }
        }

        long get(final int rule, final int which) {
            return values.getAcquire(rule * STRIDE + which);
        }

        double mean(final int rule) {
            return Double.longBitsToDouble(get(rule, MEAN));
        }
    }

    /**
     * Nothing is measured yet.
     *
     * @param clock nanoseconds since any time; of the engine's thread
     */
    public RuleMeter(final LongSupplier clock) {
        this.clock = clock;
    }

    /** Other rules are in force: figures of a rule stay, by its name. */
    void configure(final RuleSet rules) {
        final Map<String, Integer> before = new HashMap<>();
        for (int rule = 0; rule < table.rules.size(); rule++) {
            before.put(table.rules.rule(rule).name(), rule);
        }
        final Table next = new Table(rules);
        for (int rule = 0; rule < rules.size(); rule++) {
            final Integer from = before.get(rules.rule(rule).name());
            if (from != null) {
                next.adopt(rule, table, from);
            }
        }
        next.adopt(rules.size(), table, table.rules.size());
        table = next;
        shown = next;
    }

    /** Whether the rules that look at a moment are to be timed. */
    static boolean samples(final long sequence) {
        return sequence * SPREAD >>> SAMPLE_SHIFT == 0;
    }

    /** A sampled moment comes: measures what the clock itself takes. */
    void begin() {
        final long begun = now();
        ended(table.rules.size(), begun, CLOCK_INTERRUPTED_NANOS);
    }

    /** The clock, before a rule is evaluated. */
    long now() {
        return clock.getAsLong();
    }

    /** A rule was evaluated. */
    void ended(final int rule, final long begun) {
        ended(rule, begun, INTERRUPTED_NANOS);
    }

    private void ended(final int rule, final long begun, final long most) {
        final long nanos = clock.getAsLong() - begun;
        if (nanos <= most) {
            table.took(rule, nanos);
        }
    }

    /** A decision was made. */
    void decided(final int rule, final Status status) {
        table.increment(rule, status.ordinal());
    }

    /**
     * What the rules in force did and cost.
     *
     * @return of each, in the order of their file
     */
    public List<RuleFigures> figures() {
        final Table present = shown;
        final int size = present.rules.size();
        final double clockNanos = present.mean(size);
        final List<RuleFigures> figures = new ArrayList<>(size);
        for (int rule = 0; rule < size; rule++) {
            final Map<Status, Long> decisions = new EnumMap<>(Status.class);
            for (final Status status : STATUSES) {
                final long count = present.get(rule, status.ordinal());
                if (count > 0) {
                    decisions.put(status, count);
                }
            }
            figures.add(new RuleFigures(present.rules.rule(rule).name(), present.get(rule, EVALUATIONS),
                Math.max(0, present.mean(rule) - clockNanos), decisions));
        }
        return figures;
    }
}
