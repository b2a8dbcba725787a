package dev.inkling.scoring.rules.eval;

/** How two numbers are compared. */
public enum Comparison {
    /** Equal. */
    EQUAL("is"),
    /** Both known, and not equal. */
    DIFFERENT("is not"),
    /** Less. */
    LESS("is under"),
    /** Less or equal. */
    AT_MOST("is at most"),
    /** Greater. */
    GREATER("is over"),
    /** Greater or equal. */
    AT_LEAST("is at least");

    private final String words;

    Comparison(final String words) {
        this.words = words;
    }

    /**
     * Compares.
     *
     * @param a left side
     * @param b right side
     * @return false whenever either is NaN
     */
    public boolean holds(final double a, final double b) {
        switch (this) {
            case EQUAL:
                return a == b;
            case DIFFERENT:
                return a < b || a > b;
            case LESS:
                return a < b;
            case AT_MOST:
                return a <= b;
            case GREATER:
                return a > b;
            default:
                return a >= b;
        }
    }

    /**
     * Least number that compares so with another one.
     *
     * @param b right side, finite
     * @return below it no a compares so with b
     */
    double least(final double b) {
        return this == GREATER ? Math.nextUp(b) : this == EQUAL || this == AT_LEAST ? b : Double.NEGATIVE_INFINITY;
    }

    /**
     * Greatest number that compares so with another one.
     *
     * @param b right side, finite
     * @return above it no a compares so with b
     */
    double most(final double b) {
        return this == LESS ? Math.nextDown(b) : this == EQUAL || this == AT_MOST ? b : Double.POSITIVE_INFINITY;
    }

    /**
     * The same comparison with its sides changed.
     *
     * @return what holds for (b, a) exactly when this holds for (a, b)
     */
    public Comparison mirrored() {
        switch (this) {
            case LESS:
                return GREATER;
            case AT_MOST:
                return AT_LEAST;
            case GREATER:
                return LESS;
            case AT_LEAST:
                return AT_MOST;
            default:
                return this;
        }
    }

    @Override
    public String toString() {
        return words;
    }
}
