package dev.inkling.scoring.plain;

import java.util.ArrayList;
import java.util.List;

/** A decayed sum as the list of its additions: each fades from its own time to the time of reading. */
final class Fading {
    private final double halfLifeMs;
    private final List<Addition> additions = new ArrayList<>();
    private long latest = Long.MIN_VALUE;

    Fading(final double halfLifeMs) {
        this.halfLifeMs = halfLifeMs;
    }

    void add(final long t, final double value) {
        additions.add(new Addition(t, value));
        latest = Math.max(latest, t);
    }

    double at(final long t) {
        final long read = Math.max(t, latest);
        double sum = 0;
        for (final Addition a : additions) {
            sum += a.value() * StrictMath.pow(2, -(read - a.t()) / halfLifeMs);
        }
        return sum;
    }

    private record Addition(long t, double value) {
    }
}
