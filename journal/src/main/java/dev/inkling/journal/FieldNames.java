package dev.inkling.journal;

import dev.inkling.journal.codec.TextKind;

/** What senders call the parts of a moment: the keys of its native JSON, by text kind and by fact. Stateless, any thread. */
public final class FieldNames {
    private static final String[] TEXTS = {
        "visitorId", "customerId", "sessionId", "eventId", "momentType", "element", "interaction", "context", "page", "deviceType",
        "traffic_source", "campaign", "product_id", "category", "order_id", "decision_id", "experiment"
    };
    private static final String[] FACTS = {
        "sentAt", "customerId", "sessionId", "eventId", "email", "phone", "element", "interaction", "context", "page",
        "traffic_source", "campaign", "product_id", "category", "order_id", "experiment", "decision_id", "duration", "depth",
        "scroll_velocity", "scroll_depth", "quantity", "price", "revenue", "currency"
    };

    private FieldNames() {
    }

    /**
     * Key of a text.
     *
     * @param kind {@link TextKind#VISITOR_ID} to {@link TextKind#EXPERIMENT}
     * @return its name in JSON
     */
    public static String of(final TextKind kind) {
        return TEXTS[kind.value()];
    }

    /**
     * Key of a fact.
     *
     * @param fact one of {@link Fact}'s numbers
     * @return its name in JSON
     */
    public static String of(final int fact) {
        return FACTS[fact];
    }
}
