package dev.inkling.scoring.rules;

/** Kinds of what a condition reads, as bits: what no rule that looks at a moment reads, need not be made ready for it. */
public final class Reads {
    /** Nothing. */
    public static final int NOTHING = 0;
    /** What is remembered of the visitor: {@link FactView}. */
    public static final int FACTS = 1;
    /** Numbers of the moment. */
    public static final int MOMENT = 1 << 1;
    /** Numbers of the page and the session, and the profile. */
    public static final int SESSION = 1 << 2;
    /** Numbers of the cart, and of the visitor but for the profile. */
    public static final int VISITOR = 1 << 3;
    /** Texts. */
    public static final int TEXTS = 1 << 4;
    /** The probability of conversion, which a model takes some time to tell. */
    public static final int PROBABILITY = 1 << 5;
    /** The probability before the moment, which must be kept to be known. */
    public static final int PROBABILITY_BEFORE = 1 << 6;

    private Reads() {
    }
}
