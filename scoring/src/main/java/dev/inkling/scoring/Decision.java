package dev.inkling.scoring;

/** One decision as the engine hands it out: a reused bag of fields, valid during {@link DecisionSink#onDecision}. */
public final class Decision {
    /**
     * To be set by who takes it: sequence of its frame in the upper 48 bits, ordinal in the lower 16. Feedback names it so
     * ({@link Moment#decision}); what is left 0 cannot be named.
     */
    public long id;
    /** Index of the rule in the rule set in force. */
    public int rule;
    /** Ordinal of {@link Status}. */
    public int status;
    /** 0 treated, 1 control, 2 holdout. */
    public int cohort;
    /** When the rule matched: occurred of the moment, or due time of the timer; epoch ms. */
    public long at;
    /** Visitor it is for. */
    public long visitorKey;
    /** Number of the storefront, that of the visitor. */
    public int storefront;
    /** Customer it is for, 0 when unknown. */
    public long customerKey;
    /** Sequence of the moment that began the session, 0 when there is none. */
    public long session;
    /** 0 to 1. */
    public double velocity;
    /** 0 to 1. */
    public double intent;
    /** 0 to 0.95. */
    public double profile;
    /** 0 to 1. */
    public double probability;
    /** 0 to 1. */
    public double risk;
    /** 0 research, 1 consideration, 2 decision, 3 post_purchase. */
    public int stage;
    /** 0 low, 1 medium, 2 high. */
    public int urgency;
}
