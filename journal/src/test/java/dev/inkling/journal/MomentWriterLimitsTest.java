package dev.inkling.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;

import dev.inkling.journal.codec.Source;
import dev.inkling.journal.codec.TextKind;
import org.junit.jupiter.api.Test;

/** What gives way, and in which order, when an event says more than a frame holds. */
class MomentWriterLimitsTest {
    private static final TextKind[] STRINGS = {
        TextKind.ELEMENT, TextKind.INTERACTION, TextKind.CONTEXT, TextKind.PAGE, TextKind.DEVICE, TextKind.CHANNEL, TextKind.CAMPAIGN,
        TextKind.PRODUCT, TextKind.CATEGORY, TextKind.ORDER, TextKind.DECISION, TextKind.EXPERIMENT
    };

    private final MomentWriter writer = new MomentWriter(new KeyMaker("00112233445566778899aabbccddeeff"));
    private final FrameBatch batch = new FrameBatch(4);

    private void begin(final String visitor, final String name) {
        batch.clear();
        writer.begin(batch, Storefront.DEFAULT, Source.HTTP);
        writer.text(TextKind.VISITOR_ID, visitor);
        writer.text(TextKind.NAME, name);
    }

    private void everyNumber() {
        for (int fact = Fact.DURATION; fact <= Fact.QUANTITY; fact++) {
            writer.number(fact, 0.5);
        }
        writer.moneyMinor(Fact.PRICE, 1);
        writer.moneyMinor(Fact.REVENUE, 1);
        writer.currency(Utf8.bytes("EUR"), 0, 3);
        writer.timestamp(1);
        writer.sentAt(1);
        writer.email(Utf8.bytes("a@b"), 0, 3);
        writer.phone(Utf8.bytes("1"), 0, 1);
        writer.text(TextKind.DECISION, "1.0");
    }

    private Written finish() {
        assertNull(writer.finish());
        return Written.of(batch, 0);
    }

    @Test
    void shouldFitTheLargestEventThatIsNotRefused() {
        begin("v".repeat(256), "n".repeat(192));
        writer.text(TextKind.CUSTOMER_ID, "c".repeat(128));
        writer.text(TextKind.SESSION_ID, "s".repeat(128));
        writer.text(TextKind.EVENT_ID, "e".repeat(64));
        everyNumber();
        for (final TextKind kind : STRINGS) {
            if (kind != TextKind.DECISION) {
                writer.text(kind, "x".repeat(300));
            }
        }
        for (int i = 0; i < 200; i++) {
            final byte[] member = Utf8.bytes("\"k" + i + "\":" + i);
            writer.extra(member, 0, member.length);
        }
        final Written frame = finish();
        // 94 prefix and block, 4 + 15 x 8 values without hashes, 4 + 5 x 3 texts, 256 + 192 + 128 + 128 + 64 = 768 bytes of ids: 1,005.
        // Left 19: the first string takes 3 + 8 (hash) and the 8 bytes that remain.
        assertEquals(1_024, frame.length);
        assertEquals("x".repeat(8), frame.texts.get(TextKind.ELEMENT));
        assertFalse(frame.texts.containsKey(TextKind.INTERACTION));
        assertFalse(frame.texts.containsKey(TextKind.EXTRA));
        assertTrue(frame.decoder.remarks().cut());
        assertTrue(frame.decoder.remarks().extraDropped());
        assertEquals(16, Long.bitCount(frame.facts()));
    }

    @Test
    void shouldRefuseIdsThatAreTooLong() {
        begin("v".repeat(257), "n");
        assertEquals("visitorId: longer than 256 bytes", writer.finish().toString());
        begin("v", "n".repeat(257));
        assertEquals("momentType: longer than 256 bytes", writer.finish().toString());
        begin("v", "n");
        writer.text(TextKind.EVENT_ID, "é".repeat(64));
        assertNull(writer.finish());
        begin("v", "n");
        writer.text(TextKind.EVENT_ID, "é".repeat(65));
        assertEquals("eventId: longer than 64 characters", writer.finish().toString());
        begin("v".repeat(256), "n".repeat(256));
        writer.text(TextKind.CUSTOMER_ID, "c".repeat(256));
        assertNull(writer.finish());
        writer.text(TextKind.SESSION_ID, "s");
        assertEquals("visitorId: together with the other ids and momentType longer than 768 bytes", writer.finish().toString());
    }

    @Test
    void shouldCutAStringAtACodePoint() {
        begin("v", "n");
        writer.text(TextKind.PAGE, "a" + "€".repeat(100));
        final Written frame = finish();
        // 1 + 85 x 3 = 256 fits exactly.
        assertEquals("a" + "€".repeat(85), frame.texts.get(TextKind.PAGE));
        assertTrue(frame.decoder.remarks().cut());
        assertEquals(TextHash.of("a" + "€".repeat(85)), frame.facts.bits(Fact.PAGE, 0));
    }

    @Test
    void shouldCutTheLastListedStringFirst() {
        begin("v", "n");
        writer.text(TextKind.EXPERIMENT, "e".repeat(200));
        writer.text(TextKind.ELEMENT, "x".repeat(250));
        writer.text(TextKind.CATEGORY, "c".repeat(250));
        final Written frame = finish();
        // 250 + 250 + 200 = 700, 60 too many, all of them experiment's.
        assertEquals(250, frame.texts.get(TextKind.ELEMENT).length());
        assertEquals(250, frame.texts.get(TextKind.CATEGORY).length());
        assertEquals(140, frame.texts.get(TextKind.EXPERIMENT).length());
    }

    @Test
    void shouldCutMoreThanOneStringWhenItMust() {
        begin("v", "n");
        for (final TextKind kind : STRINGS) {
            writer.text(kind, "x".repeat(100));
        }
        final Written frame = finish();
        // 12 x 100 = 1,200: six stay whole, the seventh keeps 40, the rest is gone and has no hash either.
        for (int i = 0; i < STRINGS.length; i++) {
            final int expected = i < 6 ? 100 : i == 6 ? 40 : 0;
            assertEquals(expected, frame.texts.getOrDefault(STRINGS[i], "").length(), STRINGS[i].name());
        }
        assertTrue(frame.facts.has(Fact.CAMPAIGN));
        assertFalse(frame.facts.has(Fact.PRODUCT));
    }

    @Test
    void shouldNotCutStringsOf640Bytes() {
        begin("v", "n");
        writer.text(TextKind.ELEMENT, "x".repeat(256));
        writer.text(TextKind.PAGE, "x".repeat(256));
        writer.text(TextKind.EXPERIMENT, "x".repeat(128));
        assertFalse(finish().decoder.remarks().cut());
    }

    @Test
    void shouldLeaveOutOnlyKeysThatDoNotFit() {
        begin("v", "n");
        final byte[] big = Utf8.bytes("\"big\":\"" + "y".repeat(800) + "\"");
        final byte[] small = Utf8.bytes("\"a\":1");
        final byte[] tooMuch = Utf8.bytes("\"b\":\"" + "z".repeat(200) + "\"");
        writer.extra(small, 0, small.length);
        writer.extra(big, 0, big.length);
        writer.extra(tooMuch, 0, tooMuch.length);
        writer.extra(small, 0, small.length);
        final Written frame = finish();
        // 94 + 4 + 4 + (3 + 1) + (3 + 1) + 3 = 113 bytes, so 911 are left: {"a":1, and "big" take 2 + 5 + 1 + 808 = 816. Of the 95 that
        // remain "b" would take 1 + 206, the second "a" takes 1 + 5.
        assertEquals("{\"a\":1," + new String(big, StandardCharsets.UTF_8) + ",\"a\":1}", frame.texts.get(TextKind.EXTRA));
        assertTrue(frame.decoder.remarks().extraDropped());
    }

    @Test
    void shouldKeepASmallKeyBehindMoreThanAFrameOfLargeOnes() {
        begin("v", "n");
        final byte[] large = Utf8.bytes("\"k\":\"" + "y".repeat(914) + "\"");
        final byte[] small = Utf8.bytes("\"a\":1");
        for (int i = 1; i < Limits.EXTRA_KEYS; i++) {
            writer.extra(large, 0, large.length);
        }
        writer.extra(small, 0, small.length);
        final Written frame = finish();
        // Of the 911 bytes above a large one would take 2 + 920 with its braces.
        assertEquals("{\"a\":1}", frame.texts.get(TextKind.EXTRA));
        assertTrue(frame.decoder.remarks().extraDropped());
    }

    @Test
    void shouldFillAFrameToItsLastByteWithKeys() {
        final byte[] small = Utf8.bytes("\"a\":1");
        // 911 bytes: {} takes 2, the key "a" 5 and a comma 1, so 903 are left, of which "k":"" takes 6.
        for (int more = 0; more < 2; more++) {
            batch.clear();
            begin("v", "n");
            final byte[] large = Utf8.bytes("\"k\":\"" + "y".repeat(903 - 6 + more) + "\"");
            writer.extra(small, 0, small.length);
            writer.extra(large, 0, large.length);
            final Written frame = finish();
            assertEquals(more == 0 ? Frames.MAX_FRAME_BYTES : 113 + 2 + 5, frame.length);
            assertEquals(more == 1, frame.decoder.remarks().extraDropped());
        }
    }

    @Test
    void shouldDropKeysBeforeItCutsStrings() {
        begin("v".repeat(256), "n".repeat(100));
        writer.text(TextKind.ELEMENT, "x".repeat(256));
        writer.text(TextKind.PAGE, "x".repeat(256));
        final byte[] member = Utf8.bytes("\"k\":\"" + "y".repeat(50) + "\"");
        writer.extra(member, 0, member.length);
        final Written frame = finish();
        // 94 + 4 + 2 x 8 + 4 + 4 x 3 + 256 + 100 + 512 = 998: 26 are left, too few for the key, enough for the strings.
        assertEquals(998, frame.length);
        assertFalse(frame.decoder.remarks().cut());
        assertTrue(frame.decoder.remarks().extraDropped());
    }
}
