package dev.inkling.scoring.rules;

import java.util.function.LongFunction;

/**
 * What conditions are explained from: what they are evaluated with, and words for the hashes of texts.
 *
 * @param in    the present moment
 * @param facts what is remembered of the present visitor
 * @param texts gives the text that has a hash, null when it is not known
 */
public record Evidence(RuleInputs in, FactView facts, LongFunction<String> texts) {
    private static final double MS_PER_SECOND = 1_000;

    /**
     * How long ago something was.
     *
     * @param t when, or {@link FactView#NEVER}
     * @return seconds, 0 or more; infinite when never
     */
    public double secondsSince(final long t) {
        return t == FactView.NEVER ? Double.POSITIVE_INFINITY : Math.max(0, in.occurred - t) / MS_PER_SECOND;
    }
}
