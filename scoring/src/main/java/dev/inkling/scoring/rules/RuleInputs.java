package dev.inkling.scoring.rules;

/**
 * What rules may read of the present moment, filled by the scorer before any rule is evaluated. Flat arrays, indexed by the
 * ordinals of {@link NumberName} and {@link TextName}.
 */
public final class RuleInputs {
    /** Value of each number; NaN is unknown. */
    public final double[] number = new double[NumberName.values().length];
    /** Value of each number before this moment, where {@code crossed} may ask for it; NaN elsewhere. */
    public final double[] before = new double[NumberName.values().length];
    /** Hash of each text; 0 is unknown. */
    public final long[] text = new long[TextName.values().length];
    /** Time of the moment, epoch ms. */
    public long occurred;
}
