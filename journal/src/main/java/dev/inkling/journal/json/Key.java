package dev.inkling.journal.json;

import java.util.HashMap;
import java.util.Map;

import dev.inkling.journal.Fact;
import dev.inkling.journal.FieldNames;
import dev.inkling.journal.codec.TextKind;

/**
 * Keys of an event that are interpreted. An alias stands behind the key that it stands for; of several given one in {@code details} counts
 * before one at top level, and then the first one.
 */
enum Key {
    STOREFRONT("storefront", Form.STOREFRONT),
    EVENT_ID(TextKind.EVENT_ID),
    TIMESTAMP("timestamp", Form.TIME),
    SENT_AT(FieldNames.of(Fact.SENT_AT), Form.TIME),
    VISITOR_ID(TextKind.VISITOR_ID),
    ANONYMOUS_ID("anonymousId", VISITOR_ID),
    SESSION_ID(TextKind.SESSION_ID),
    CUSTOMER_ID(TextKind.CUSTOMER_ID),
    USER_ID("userId", CUSTOMER_ID),
    MOMENT_TYPE(TextKind.NAME),
    TYPE("type", MOMENT_TYPE),
    EVENT("event", MOMENT_TYPE),
    ELEMENT(TextKind.ELEMENT),
    INTERACTION(TextKind.INTERACTION),
    CONTEXT(TextKind.CONTEXT),
    PAGE(TextKind.PAGE),
    DEVICE(TextKind.DEVICE),
    CHANNEL(TextKind.CHANNEL),
    CAMPAIGN(TextKind.CAMPAIGN),
    PRODUCT(TextKind.PRODUCT),
    CATEGORY(TextKind.CATEGORY),
    ORDER(TextKind.ORDER),
    DECISION(TextKind.DECISION),
    EXPERIMENT(TextKind.EXPERIMENT),
    DURATION(Fact.DURATION, Form.NUMBER),
    DEPTH(Fact.DEPTH, Form.NUMBER),
    SCROLL_VELOCITY(Fact.SCROLL_VELOCITY, Form.NUMBER),
    SCROLL_SPEED("scroll_speed", SCROLL_VELOCITY),
    SCROLL_DEPTH(Fact.SCROLL_DEPTH, Form.NUMBER),
    PRICE(Fact.PRICE, Form.MONEY),
    REVENUE(Fact.REVENUE, Form.MONEY),
    QUANTITY(Fact.QUANTITY, Form.NUMBER),
    CURRENCY(Fact.CURRENCY, Form.CURRENCY),
    EMAIL(Fact.EMAIL_KEY, Form.EMAIL),
    PHONE(Fact.PHONE_KEY, Form.PHONE);

    /** How a value is read. */
    enum Form {
        /** Name of a storefront: whose event it is. */
        STOREFRONT,
        /** A string that is kept as it is. */
        TEXT,
        /** Epoch ms, or a string of ISO-8601. */
        TIME,
        /** A number in the fact's unit. */
        NUMBER,
        /** Major units. */
        MONEY,
        /** Three letters. */
        CURRENCY,
        /** A string of which only a key is kept. */
        EMAIL,
        /** A string of which only a key is kept. */
        PHONE
    }

    private static final Map<String, Key> BY_NAME = new HashMap<>();
    private static final Key[] ALL = values();

    static {
        for (final Key key : ALL) {
            BY_NAME.put(key.json, key);
        }
    }

    final String json;
    final Form form;
    final TextKind text;
    final int fact;
    final Key standsFor;

    Key(final String json, final Form form, final TextKind text, final int fact, final Key standsFor) {
        this.json = json;
        this.form = form;
        this.text = text;
        this.fact = fact;
        this.standsFor = standsFor == null ? this : standsFor;
    }

    Key(final TextKind text) {
        this(FieldNames.of(text), Form.TEXT, text, -1, null);
    }

    Key(final int fact, final Form form) {
        this(FieldNames.of(fact), form, null, fact, null);
    }

    Key(final String json, final Form form) {
        this(json, form, null, -1, null);
    }

    Key(final String json, final Key standsFor) {
        this(json, standsFor.form, standsFor.text, standsFor.fact, standsFor);
    }

    /** The key of a name, null when it is not interpreted. */
    static Key of(final String name) {
        return BY_NAME.get(name);
    }

    /** Ordinal behind the last alias of a key, of which the ordinal is given. */
    static int endOfAliases(final int ordinal) {
        int end = ordinal + 1;
        while (end < ALL.length && ALL[end].standsFor == ALL[ordinal]) {
            end++;
        }
        return end;
    }

    /** Key of an ordinal. */
    static Key at(final int ordinal) {
        return ALL[ordinal];
    }

    static int count() {
        return ALL.length;
    }

    /** Whether any text will do: then one of no characters says nothing, while a number or a time cannot be one. */
    boolean isAnyText() {
        return switch (form) {
            case STOREFRONT, TEXT, EMAIL, PHONE -> true;
            default -> false;
        };
    }

    boolean isAlias() {
        return standsFor != this;
    }
}
