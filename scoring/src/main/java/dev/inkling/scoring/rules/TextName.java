package dev.inkling.scoring.rules;

/** Texts that a rule may compare; the engine knows them by their 64-bit hash, 0 is unknown. */
public enum TextName {
    /** Canonical name of the type; `other` for what the catalogue does not know. */
    MOMENT_NAME("moment.name"),
    /** Category of the type. */
    MOMENT_CATEGORY("moment.category"),
    /** Stage of the moment. */
    MOMENT_STAGE("moment.stage"),
    /** mobile, desktop, tablet or other. */
    MOMENT_DEVICE("moment.device"),
    /** Traffic source as sent. */
    MOMENT_CHANNEL("moment.channel"),
    /** As sent. */
    MOMENT_ELEMENT("moment.element"),
    /** As sent. */
    MOMENT_PAGE("moment.page"),
    /** As sent. */
    MOMENT_PRODUCT("moment.product"),
    /** As sent. */
    MOMENT_CAMPAIGN("moment.campaign"),
    /** As sent. */
    MOMENT_CONTEXT("moment.context"),
    /** Stage of the session. */
    SESSION_STAGE("session.stage"),
    /** low, medium or high. */
    SESSION_URGENCY("session.urgency");

    private final String celName;

    TextName(final String celName) {
        this.celName = celName;
    }

    /**
     * As written in a rule.
     *
     * @return the dotted name
     */
    public String celName() {
        return celName;
    }
}
