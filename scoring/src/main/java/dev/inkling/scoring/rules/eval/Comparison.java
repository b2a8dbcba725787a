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
