package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Clause;
import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.Evidence;
import dev.inkling.scoring.rules.Reads;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;


/** Numbers and times as people read them. */
final class Words {
    private static final long[] UNIT_MS = {86_400_000, 3_600_000, 60_000, 1_000, 1};
    private static final String[] UNIT = {"d", "h", "min", "s", "ms"};

    private Words() {
    }

    static String number(final double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }

    static String numbers(final double[] values) {
        return Arrays.stream(values).mapToObj(Words::number).collect(Collectors.joining(", "));
    }

    static String duration(final long ms) {
        int unit = 0;
        while (ms % UNIT_MS[unit] != 0) {
            unit++;
        }
        return ms / UNIT_MS[unit] + " " + UNIT[unit];
    }

    static String joined(final Condition[] parts, final String word) {
        return Arrays.stream(parts)
            .map(part -> part instanceof AllOf || part instanceof AnyOf ? "(" + part + ")" : part.toString())
            .collect(Collectors.joining(word));
    }

    /** What any of some conditions reads. */
    static int reads(final Condition[] parts) {
        int reads = Reads.NOTHING;
        for (final Condition part : parts) {
            reads |= part.reads();
        }
        return reads;
    }

    /** Each of some conditions, explained. */
    static List<Clause> explained(final Condition[] parts, final Evidence evidence) {
        return Arrays.stream(parts).map(part -> part.explain(evidence)).collect(Collectors.toList());
    }
}
