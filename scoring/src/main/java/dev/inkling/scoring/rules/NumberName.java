package dev.inkling.scoring.rules;

/** Numbers that a rule may read; unknown is NaN and makes every comparison false. Times in seconds, money in major units. */
public enum NumberName {
    /** Seconds. */
    MOMENT_DURATION("moment.duration"),
    /** Count. */
    MOMENT_DEPTH("moment.depth"),
    /** Pixels a second, signed, as sent. */
    MOMENT_SCROLL_VELOCITY("moment.scroll_velocity"),
    /** Deviations from the device's mean, -4 to 4. */
    MOMENT_SCROLL_Z("moment.scroll_z"),
    /** 0 to 1. */
    MOMENT_SCROLL_DEPTH("moment.scroll_depth"),
    /** Price times quantity, or revenue; major units. */
    MOMENT_VALUE("moment.value"),
    /** Intent of this moment, 0 to 1. */
    MOMENT_INTENT("moment.intent"),
    /** Seconds on the page. */
    PAGE_TIME("page.time"),
    /** Deepest on the page, 0 to 1. */
    PAGE_SCROLL_DEPTH("page.scroll_depth"),
    /** Seconds since the session began. */
    SESSION_AGE("session.age"),
    /** Scored moments of the session, this one included. */
    SESSION_MOMENTS("session.moments"),
    /** 0 to 1. */
    SESSION_VELOCITY("session.velocity"),
    /** 0 to 1. */
    SESSION_INTENT("session.intent"),
    /** 0 to 1. */
    SESSION_RISK("session.risk"),
    /** Count. */
    CART_ITEMS("cart.items"),
    /** Major units. */
    CART_VALUE("cart.value"),
    /** 0 to 0.95. */
    VISITOR_PROFILE("visitor.profile", Reads.SESSION),
    /** 0 to 1. */
    VISITOR_PROBABILITY("visitor.probability", Reads.VISITOR | Reads.PROBABILITY),
    /** Count. */
    VISITOR_SESSIONS("visitor.sessions"),
    /** Count. */
    VISITOR_PURCHASES("visitor.purchases"),
    /** Major units. */
    VISITOR_REVENUE("visitor.revenue");

    private final String celName;
    private final int reads;

    NumberName(final String celName) {
        this.celName = celName;
        final String of = celName.substring(0, celName.indexOf('.'));
        reads = of.equals("moment") ? Reads.MOMENT : of.equals("page") || of.equals("session") ? Reads.SESSION : Reads.VISITOR;
    }

    NumberName(final String celName, final int reads) {
        this.celName = celName;
        this.reads = reads;
    }

    /**
     * As written in a rule.
     *
     * @return the dotted name
     */
    public String celName() {
        return celName;
    }

    /**
     * Kind of number.
     *
     * @return bits of {@link Reads}
     */
    public int reads() {
        return reads;
    }
}
