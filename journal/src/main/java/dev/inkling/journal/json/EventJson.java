package dev.inkling.journal.json;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.inkling.journal.CurrencyCode;
import dev.inkling.journal.DecisionId;
import dev.inkling.journal.Fact;
import dev.inkling.journal.FieldNames;
import dev.inkling.journal.MomentFrame;
import dev.inkling.journal.Money;
import dev.inkling.journal.codec.Device;
import dev.inkling.journal.codec.TextKind;
import org.agrona.DirectBuffer;

/** Members of a moment's JSON, in the order in which the native event lists them. Reused, not thread safe. */
final class EventJson {
    private static final String SEQUENCE = "sequence";
    private static final String RECEIVED = "received";
    private static final String EXTRA = "extra";
    /** Names that are the engine's own here, so that a sender's keys of the same names are left out. */
    private static final Set<String> OWN = Set.of(SEQUENCE, RECEIVED);
    private static final TextKind[] STRINGS_BEFORE_DEVICE = {
        TextKind.NAME, TextKind.ELEMENT, TextKind.INTERACTION, TextKind.CONTEXT, TextKind.PAGE
    };
    private static final TextKind[] STRINGS_BEHIND_DEVICE = {
        TextKind.CHANNEL, TextKind.CAMPAIGN, TextKind.PRODUCT, TextKind.CATEGORY, TextKind.ORDER
    };
    private static final int[] NUMBERS_BEFORE_MONEY = {Fact.DURATION, Fact.DEPTH, Fact.SCROLL_VELOCITY, Fact.SCROLL_DEPTH};

    private final MomentFrame moment = new MomentFrame();
    private final FrameTexts texts = new FrameTexts();
    private IntFunction<String> storefronts = number -> null;

    /** Has storefronts named from now on: by number, null where it goes without saying. */
    void storefronts(final IntFunction<String> names) {
        storefronts = names;
    }

    void writeFields(final DirectBuffer frame, final int offset, final JsonGenerator out) throws IOException {
        moment.wrap(frame, offset);
        texts.readPersonal(frame, offset, moment.textsOffset());
        out.writeNumberField(SEQUENCE, moment.sequence());
        out.writeNumberField(RECEIVED, moment.received());
        JsonValues.text(out, Key.STOREFRONT.json, storefronts.apply(moment.storefront()));
        id(out, TextKind.EVENT_ID, moment.bits(Fact.EVENT_KEY, 0));
        if (moment.timestamp() != Long.MIN_VALUE) {
            out.writeNumberField("timestamp", moment.timestamp());
        }
        if (moment.has(Fact.SENT_AT)) {
            out.writeNumberField(FieldNames.of(Fact.SENT_AT), moment.bits(Fact.SENT_AT, 0));
        }
        id(out, TextKind.VISITOR_ID, hasOwnVisitor() ? moment.visitorKey() : 0);
        id(out, TextKind.SESSION_ID, moment.bits(Fact.SESSION_KEY, 0));
        id(out, TextKind.CUSTOMER_ID, moment.bits(Fact.CUSTOMER_KEY, 0));
        strings(out, STRINGS_BEFORE_DEVICE);
        device(out);
        strings(out, STRINGS_BEHIND_DEVICE);
        final boolean decided = moment.has(Fact.DECISION);
        JsonValues.text(out, FieldNames.of(TextKind.DECISION),
            decided ? DecisionId.format(moment.bits(Fact.DECISION, 0)) : texts.get(TextKind.DECISION));
        JsonValues.text(out, FieldNames.of(TextKind.EXPERIMENT), texts.get(TextKind.EXPERIMENT));
        for (final int fact : NUMBERS_BEFORE_MONEY) {
            number(out, fact);
        }
        money(out);
        JsonValues.members(out, EXTRA, texts.get(TextKind.EXTRA), OWN);
    }

    /** Whether the visitor was known by an id of its own, and not by the customer's or the session's. */
    private boolean hasOwnVisitor() {
        return moment.visitorKey() != moment.bits(Fact.CUSTOMER_KEY, 0) && moment.visitorKey() != moment.bits(Fact.SESSION_KEY, 0);
    }

    private void id(final JsonGenerator out, final TextKind kind, final long key) throws IOException {
        JsonValues.id(out, FieldNames.of(kind), texts.get(kind), key);
    }

    private void strings(final JsonGenerator out, final TextKind[] kinds) throws IOException {
        for (final TextKind kind : kinds) {
            JsonValues.text(out, FieldNames.of(kind), texts.get(kind));
        }
    }

    private void device(final JsonGenerator out) throws IOException {
        final Device device = Device.get((short) moment.device());
        final String known = device == Device.OTHER ? null : device.name().toLowerCase(Locale.ROOT);
        JsonValues.text(out, FieldNames.of(TextKind.DEVICE), known == null ? texts.get(TextKind.DEVICE) : known);
    }

    private void number(final JsonGenerator out, final int fact) throws IOException {
        if (moment.has(fact)) {
            JsonValues.number(out, FieldNames.of(fact), moment.number(fact));
        }
    }

    private void money(final JsonGenerator out) throws IOException {
        final int currency = (int) moment.bits(Fact.CURRENCY, CurrencyCode.NONE);
        amount(out, Fact.PRICE, currency);
        amount(out, Fact.REVENUE, currency);
        number(out, Fact.QUANTITY);
        if (currency != CurrencyCode.NONE) {
            out.writeStringField(FieldNames.of(Fact.CURRENCY), CurrencyCode.letters(currency));
        }
    }

    private void amount(final JsonGenerator out, final int fact, final int currency) throws IOException {
        if (moment.has(fact)) {
            out.writeFieldName(FieldNames.of(fact));
            out.writeNumber(Money.toText(moment.bits(fact, 0), CurrencyCode.exponent(currency)));
        }
    }
}
