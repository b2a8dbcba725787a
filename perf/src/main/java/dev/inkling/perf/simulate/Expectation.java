package dev.inkling.perf.simulate;

/** What the model says must be true and was not. */
final class Expectation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Expectation(final String message) {
        super(message);
    }

    Expectation(final String message, final Throwable cause) {
        super(message, cause);
    }

    /** Throws unless something is true. */
    static void that(final boolean isTrue, final String what, final Object... values) {
        if (!isTrue) {
            throw new Expectation(String.format(java.util.Locale.ROOT, what, values));
        }
    }
}
