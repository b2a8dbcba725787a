package dev.inkling.perf.append;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.HdrHistogram.Histogram;

/** Percentiles of some rounds, and the median of each over them. */
final class Percentiles {
    /** Head of the columns that {@link #median} gives. */
    static final String HEAD = String.format("%9s %9s %9s %9s %9s %9s", "p50", "p90", "p99", "p99.9", "p99.99", "max");
    private static final double[] SHOWN = {50, 90, 99, 99.9, 99.99, 100};
    private static final double NANOS_PER_MICRO = 1e3;

    private final List<Histogram> rounds = new ArrayList<>();

    void add(final Histogram round) {
        rounds.add(round);
    }

    /** One line, in us. */
    static String line(final Histogram histogram) {
        final Percentiles one = new Percentiles();
        one.add(histogram);
        return one.median();
    }

    /** One line, in us. */
    String median() {
        final StringBuilder line = new StringBuilder();
        for (final double percentile : SHOWN) {
            line.append(String.format(Locale.ROOT, line.length() == 0 ? "%,9.2f" : " %,9.2f", median(percentile)));
        }
        return line.toString();
    }

    /** Of a percentile, in us; the lower of the two in the middle when the rounds are even. */
    double median(final double percentile) {
        return rounds.stream().mapToLong(round -> round.getValueAtPercentile(percentile)).sorted().skip((rounds.size() - 1) / 2)
            .findFirst().orElseThrow() / NANOS_PER_MICRO;
    }
}
