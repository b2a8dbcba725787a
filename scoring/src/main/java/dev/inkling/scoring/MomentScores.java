package dev.inkling.scoring;

/**
 * What the engine made of the latest moment: a reused bag, filled by {@link Engine#onMoment} and to be read, not written, until the
 * next one. Seconds, counts, and scores as SPEC 5 has them; "before" is the value without this moment.
 */
public final class MomentScores {
    /** Type in the catalogue in force. */
    public int type;
    /** False for outcomes. */
    public boolean scored;
    /** Sequence of the moment that began the session. */
    public long session;
    /** Whether this moment began it. */
    public boolean newSession;
    /** Seconds since the session began, 0 or more. */
    public double sessionAge;
    /** Scored moments of the session. */
    public int moments;
    /** Sequence of the moment that began the page. */
    public long page;
    /** Seconds on the page, 0 or more. */
    public double pageTime;
    /** Deepest on the page, 0 to 1; NaN when unknown. */
    public double pageDepth;
    /** The same before, 0 when unknown. */
    public double pageDepthBefore;
    /** Quality of the moment, 0.5 to 1. */
    public double quality;
    /** Deviations from the device's mean, -4 to 4; NaN when the moment has none. */
    public double scrollZ;
    /** Intent of the moment, 0 to 1; 0 for outcomes. */
    public double momentIntent;
    /** Velocity score of the session, 0 to 1. */
    public double velocity;
    /** The same before. */
    public double velocityBefore;
    /** Intent score of the session, 0 to 1. */
    public double intent;
    /** The same before. */
    public double intentBefore;
    /** Risk of abandonment, 0 to 1. */
    public double risk;
    /** The same before. */
    public double riskBefore;
    /** Profile of the visitor, 0 to 0.95. */
    public double profile;
    /** The same before. */
    public double profileBefore;
    /** Probability of conversion, 0 to 1; NaN when a model is in force and neither a rule nor a decision wanted to know. */
    public double probability;
    /** The same before; the profile before where none is kept. */
    public double probabilityBefore;
    /** Ordinal of the moment's {@link Stage}. */
    public int momentStage;
    /** Ordinal of the session's {@link Stage}. */
    public int stage;
    /** Ordinal of {@link Urgency}. */
    public int urgency;
}
