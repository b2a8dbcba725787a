package dev.inkling.scoring;

/** Types that a formula of SPEC 5, or the cadence of SPEC 6, speaks of by name. A catalogue without one of them lacks that signal. */
enum Role {
    /** Any other type. */
    NONE(""),
    /** Begins a page. */
    PAGE_VIEW("page_view"),
    /** Begins a page; a short one is a sign of velocity. */
    PRODUCT_VIEW("product_view"),
    /** Read while scrolling fast, a sign of velocity. */
    REVIEW_READ("review_read"),
    /** Fills the cart. */
    CART_ADD("cart_add"),
    /** Empties the cart by one, a risk. */
    CART_REMOVE("cart_remove"),
    /** Closes the intent. */
    PURCHASE("purchase"),
    /** A risk. */
    EXIT_INTENT("exit_intent"),
    /** A risk, more so after a pricing dwell. */
    BACK_SCROLL("back_scroll"),
    /** Looks at the price for long. */
    PRICING_DWELL("pricing_dwell"),
    /** Enters a form; a risk when nothing comes of it. */
    FORM_FOCUS("form_focus"),
    /** Gets on with a form. */
    FORM_FIELD_DONE("form_field_done"),
    /** Finishes a form. */
    FORM_SUBMIT("form_submit"),
    /** A decision was shown. */
    TRIGGER_SHOWN("trigger_shown"),
    /** The shopper engaged with a decision. */
    TRIGGER_ENGAGED("trigger_engaged"),
    /** The shopper dismissed a decision. */
    TRIGGER_DISMISSED("trigger_dismissed");

    private final String typeName;

    Role(final String typeName) {
        this.typeName = typeName;
    }

    String typeName() {
        return typeName;
    }
}
