package dev.inkling.journal;

/** Numbers of the optional values of a moment: the choices of the set {@code Facts} in {@code frames.xml}, with their units. */
public final class Fact {
    /** When it was sent, epoch ms. */
    public static final int SENT_AT = 0;
    /** Key of the signed-in shopper. */
    public static final int CUSTOMER_KEY = 1;
    /** Key of the storefront's own session label. */
    public static final int SESSION_KEY = 2;
    /** Key of the event id. */
    public static final int EVENT_KEY = 3;
    /** Key of the e-mail address. */
    public static final int EMAIL_KEY = 4;
    /** Key of the phone number. */
    public static final int PHONE_KEY = 5;
    /** Text hash of the element. */
    public static final int ELEMENT = 6;
    /** Text hash of the interaction. */
    public static final int INTERACTION = 7;
    /** Text hash of the context. */
    public static final int CONTEXT = 8;
    /** Text hash of the page. */
    public static final int PAGE = 9;
    /** Text hash of the traffic source. */
    public static final int CHANNEL = 10;
    /** Text hash of the campaign. */
    public static final int CAMPAIGN = 11;
    /** Text hash of the product. */
    public static final int PRODUCT = 12;
    /** Text hash of the product's category. */
    public static final int CATEGORY = 13;
    /** Text hash of the order. */
    public static final int ORDER = 14;
    /** Text hash of the experiment. */
    public static final int EXPERIMENT = 15;
    /** Decision answered: sequence in the upper 48 bits, ordinal in the lower 16. */
    public static final int DECISION = 16;
    /** Seconds, double. */
    public static final int DURATION = 17;
    /** Count, double. */
    public static final int DEPTH = 18;
    /** Pixels a second, signed double. */
    public static final int SCROLL_VELOCITY = 19;
    /** 0 to 1, double. */
    public static final int SCROLL_DEPTH = 20;
    /** Count, double. */
    public static final int QUANTITY = 21;
    /** Minor units. */
    public static final int PRICE = 22;
    /** Minor units. */
    public static final int REVENUE = 23;
    /** ISO 4217 letters in bits 0 to 23, exponent in bits 24 to 31. */
    public static final int CURRENCY = 24;

    private Fact() {
    }
}
