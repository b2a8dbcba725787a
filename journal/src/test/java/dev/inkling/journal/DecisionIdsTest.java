package dev.inkling.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumMap;
import java.util.Map;

import dev.inkling.journal.codec.DecisionDecoder;
import dev.inkling.journal.codec.DecisionEncoder;
import dev.inkling.journal.codec.LabelKind;
import dev.inkling.journal.codec.MessageHeaderDecoder;
import dev.inkling.journal.codec.MessageHeaderEncoder;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.codec.TextKind;
import dev.inkling.journal.codec.TickEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Ids of decisions, and the ids that are attached to them. */
class DecisionIdsTest {
    private final KeyMaker keys = new KeyMaker("00112233445566778899aabbccddeeff");
    private final FrameBatch batch = new FrameBatch(2);
    private final UnsafeBuffer decision = new UnsafeBuffer(new byte[2 * Frames.MAX_FRAME_BYTES]);
    private final DecisionIds ids = new DecisionIds();

    private static long parse(final String text) {
        return DecisionId.parse(Utf8.bytes(" " + text), 1, text.length());
    }

    private void moment(final String visitor, final String customer, final String session) {
        final MomentWriter writer = new MomentWriter(keys);
        batch.clear();
        writer.begin(batch, Storefront.DEFAULT, Source.HTTP);
        writer.text(TextKind.NAME, "n");
        writer.text(TextKind.VISITOR_ID, visitor);
        writer.text(TextKind.CUSTOMER_ID, customer);
        writer.text(TextKind.SESSION_ID, session);
        assertNull(writer.finish());
    }

    /** Writes a decision up to its labels, at an offset of 64. */
    private int decide(final String visitor, final String customer, final int labelBytes) {
        final DecisionEncoder encoder = new DecisionEncoder();
        encoder.wrapAndApplyHeader(decision, 64, new MessageHeaderEncoder());
        encoder.visitorKey(keys.key(Storefront.DEFAULT, visitor));
        encoder.customerKey(customer.isEmpty() ? 0 : keys.key(Storefront.DEFAULT, customer));
        encoder.labelsCount(1).next().kind(LabelKind.RULE).label("r".repeat(labelBytes));
        return encoder.limit() - 64;
    }

    private Map<TextKind, String> attached(final int decisionLength) {
        return texts(ids.attach(batch.buffer(), 0, decision, 64, decisionLength));
    }

    private Map<TextKind, String> texts(final int length) {
        final DecisionDecoder decoder = new DecisionDecoder();
        decoder.wrapAndApplyHeader(decision, 64, new MessageHeaderDecoder());
        decoder.labels().next().label();
        final Map<TextKind, String> texts = new EnumMap<>(TextKind.class);
        for (final DecisionDecoder.TextsDecoder text : decoder.texts()) {
            texts.put(text.kind(), text.text());
        }
        assertEquals(decoder.limit() - 64, length);
        assertEquals(FrameVerdict.OK, FrameStructure.check(decision, 64, length));
        return texts;
    }

    @Test
    void shouldAttachTheIdsAsSent() {
        moment("v", "c", "s");
        assertEquals("{VISITOR_ID=v, CUSTOMER_ID=c, SESSION_ID=s}", attached(decide("v", "c", 10)).toString());
    }

    @Test
    void shouldNameTheVisitorByTheIdThatWasUsed() {
        moment("", "c", "s");
        assertEquals("{VISITOR_ID=c, CUSTOMER_ID=c, SESSION_ID=s}", attached(decide("c", "c", 10)).toString());
        moment("", "", "s");
        assertEquals("{VISITOR_ID=s, SESSION_ID=s}", attached(decide("s", "", 10)).toString());
        moment("", "c", "");
        assertEquals("{VISITOR_ID=c}", attached(decide("c", "another", 10)).toString());
    }

    @Test
    void shouldAttachNothingOfAnotherShopper() {
        moment("v", "c", "s");
        assertEquals("{}", attached(decide("w", "c", 10)).toString());
        new TickEncoder().wrapAndApplyHeader(batch.buffer(), 0, new MessageHeaderEncoder());
        assertEquals("{}", attached(decide("v", "c", 10)).toString());
    }

    @Test
    void shouldAttachNoneWhereNoMomentCausedTheDecision() {
        assertEquals("{}", texts(DecisionIds.attachNone(decision, 64, decide("v", "c", 10))).toString());
        // 152 block, 4 + 3 + 861 labels, 4 texts: 1,024.
        assertEquals("{}", texts(DecisionIds.attachNone(decision, 64, decide("v", "c", 861))).toString());
        assertThrows(IllegalArgumentException.class, () -> DecisionIds.attachNone(decision, 64, decide("v", "c", 862)));
    }

    @Test
    void shouldLeaveOutWhatDoesNotFit() {
        moment("v".repeat(200), "c".repeat(200), "s".repeat(200));
        // 152 block, 4 + 3 + 500 labels, 4 texts: 663, so 361 are left, enough for one id of 203; with 300 of labels for two.
        assertEquals("[VISITOR_ID]", attached(decide("v".repeat(200), "c".repeat(200), 500)).keySet().toString());
        assertEquals("[VISITOR_ID, CUSTOMER_ID]", attached(decide("v".repeat(200), "c".repeat(200), 300)).keySet().toString());
        // 152 + 4 + 3 + 861 + 4 = 1,024.
        assertEquals("[]", attached(decide("v".repeat(200), "c".repeat(200), 861)).keySet().toString());
        final int tooLong = decide("v", "c", 862);
        assertThrows(IllegalArgumentException.class, () -> ids.attach(batch.buffer(), 0, decision, 64, tooLong));
    }

    @Test
    void shouldReadAndWriteIds() {
        assertEquals(1L << 16, parse("1.0"));
        assertEquals(12L << 16 | 345, parse("12.345"));
        assertEquals(-1L, parse("281474976710655.65535"));
        assertEquals("281474976710655.65535", DecisionId.format(-1L));
        assertEquals("12.345", DecisionId.format(12, 345));
        for (final String text : new String[] {
            "", ".", "1", "1.", ".1", "0.1", "01.1", "1.01", "1.1.1", "-1.1", "1.-1", "a.1", "1.65536", "281474976710656.0", "1 .1", "1.1x"
        }) {
            assertEquals(DecisionId.NONE, parse(text), text);
        }
    }
}
