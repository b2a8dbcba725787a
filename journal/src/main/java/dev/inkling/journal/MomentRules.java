package dev.inkling.journal;

import dev.inkling.journal.codec.Device;
import dev.inkling.journal.codec.TextKind;

/** What {@link MomentWriter} does between the setters and the frame: checks, keys, codes, cuts, hashes, in this order. Stateless. */
final class MomentRules {
    private static final int VISITOR = TextKind.VISITOR_ID.value();
    private static final int CUSTOMER = TextKind.CUSTOMER_ID.value();
    private static final int SESSION = TextKind.SESSION_ID.value();
    private static final int EVENT = TextKind.EVENT_ID.value();
    private static final int NAME = TextKind.NAME.value();
    private static final int DEVICE = TextKind.DEVICE.value();
    private static final int DECISION = TextKind.DECISION.value();
    private static final byte[][] DEVICES = {
        Utf8.bytes("other"), Utf8.bytes("mobile"), Utf8.bytes("desktop"), Utf8.bytes("tablet")
    };

    private MomentRules() {
    }

    static Problem checkIds(final MomentTexts texts) {
        int total = 0;
        for (int kind = VISITOR; kind <= NAME; kind++) {
            if (kind != EVENT && texts.isCut(kind)) {
                return new Problem(FieldNames.of(TextKind.get((short) kind)), "longer than " + Limits.ID_BYTES + " bytes");
            }
            total += texts.length(kind);
        }
        if (texts.isCut(EVENT) || texts.codePoints(EVENT) > Limits.EVENT_ID_CHARS) {
            return new Problem(FieldNames.of(TextKind.EVENT_ID), "longer than " + Limits.EVENT_ID_CHARS + " characters");
        }
        if (texts.length(VISITOR) + texts.length(CUSTOMER) + texts.length(SESSION) == 0) {
            return new Problem(FieldNames.of(TextKind.VISITOR_ID), "missing, and so are customerId and sessionId; one of them is needed");
        }
        if (texts.length(NAME) == 0) {
            return new Problem(FieldNames.of(TextKind.NAME), "missing");
        }
        return total <= Limits.IDS_BYTES ? null
            : new Problem(FieldNames.of(TextKind.VISITOR_ID), "together with the other ids and momentType longer than " + Limits.IDS_BYTES
                + " bytes");
    }

    /** Keys of the ids; the visitor is known by the first id there is of visitor, customer and session. */
    static void makeKeys(final MomentTexts texts, final MomentValues values, final KeyMaker keys, final Storefront storefront) {
        if (texts.length(SESSION) > 0) {
            values.visitorKey = keys.key(storefront, texts.bytes(), texts.at(SESSION), texts.length(SESSION));
            values.put(Fact.SESSION_KEY, values.visitorKey);
        }
        if (texts.length(CUSTOMER) > 0) {
            values.visitorKey = keys.key(storefront, texts.bytes(), texts.at(CUSTOMER), texts.length(CUSTOMER));
            values.put(Fact.CUSTOMER_KEY, values.visitorKey);
        }
        if (texts.length(VISITOR) > 0) {
            values.visitorKey = keys.key(storefront, texts.bytes(), texts.at(VISITOR), texts.length(VISITOR));
        }
        if (texts.length(EVENT) > 0) {
            values.put(Fact.EVENT_KEY, keys.eventKey(storefront, texts.bytes(), texts.at(EVENT), texts.length(EVENT)));
        }
        values.nameHash = texts.hash(NAME);
    }

    /** A device and a decision that are understood are kept as values, and their texts, which say no more, are not. */
    static void readCodes(final MomentTexts texts, final MomentValues values) {
        for (int i = 0; i < DEVICES.length; i++) {
            if (equalsIgnoringCase(DEVICES[i], texts.bytes(), texts.at(DEVICE), texts.length(DEVICE))) {
                values.device = Device.get((short) i).value();
                texts.remove(DEVICE);
            }
        }
        final long decision = DecisionId.parse(texts.bytes(), texts.at(DECISION), texts.length(DECISION));
        if (decision != DecisionId.NONE) {
            values.put(Fact.DECISION, decision);
            texts.remove(DECISION);
        }
    }

    private static boolean equalsIgnoringCase(final byte[] lower, final byte[] text, final int offset, final int length) {
        if (length != lower.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if ((text[offset + i] | 0x20) != lower[i]) {
                return false;
            }
        }
        return true;
    }

    /** Brings strings and keys that are not interpreted within their bounds and the frame's. */
    static void fit(final MomentTexts texts, final MomentValues values, final ExtraMembers extra) {
        int strings = 0;
        for (int kind = MomentTexts.FIRST_STRING; kind < MomentTexts.KINDS; kind++) {
            strings += texts.length(kind);
        }
        int excess = strings - Limits.STRINGS_BYTES;
        for (int kind = MomentTexts.KINDS - 1; excess > 0; kind--) {
            final int before = texts.length(kind);
            if (before > 0) {
                texts.shorten(kind, Math.max(0, before - excess));
                excess -= before - texts.length(kind);
            }
        }
        final int room = Frames.MAX_FRAME_BYTES - MomentLayout.length(texts, values);
        extra.fit(room - MomentLayout.TEXT_BYTES);
        excess = -room;
        for (int kind = MomentTexts.KINDS - 1; excess > 0; kind--) {
            final int before = texts.length(kind);
            if (before > 0) {
                texts.shorten(kind, Math.max(0, before - excess));
                excess -= before - texts.length(kind) + (texts.length(kind) == 0 ? MomentLayout.overhead(kind) : 0);
            }
        }
    }

    static void hash(final MomentTexts texts, final MomentValues values) {
        for (int kind = MomentTexts.FIRST_STRING; kind < MomentTexts.KINDS; kind++) {
            if (MomentLayout.hashFact(kind) >= 0 && texts.length(kind) > 0) {
                values.put(MomentLayout.hashFact(kind), texts.hash(kind));
            }
        }
    }
}
