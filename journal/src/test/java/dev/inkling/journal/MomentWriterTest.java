package dev.inkling.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

import dev.inkling.journal.codec.Device;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.codec.TextKind;
import org.junit.jupiter.api.Test;

/** What the writer puts into a frame, read back with the generated decoder. */
class MomentWriterTest {
    private static final String SECRET = "00112233445566778899aabbccddeeff";

    private final KeyMaker keys = new KeyMaker(SECRET);
    private final MomentWriter writer = new MomentWriter(keys);
    private final FrameBatch batch = new FrameBatch(4);

    private void begin() {
        writer.begin(batch, Storefront.DEFAULT, Source.HTTP);
        writer.text(TextKind.VISITOR_ID, "v");
        writer.text(TextKind.NAME, "scroll");
    }

    private Written finish() {
        assertNull(writer.finish());
        return Written.of(batch, batch.count() - 1);
    }

    private String refusal() {
        final int before = batch.count();
        final String problem = writer.finish().toString();
        assertEquals(before, batch.count());
        return problem;
    }

    private void money(final int fact, final String text) {
        writer.money(fact, Utf8.bytes(text), 0, text.length());
    }

    @Test
    void shouldWriteAllThatWasSaid() {
        writer.begin(batch, new Storefront(7, "shoes"), Source.IMPORT);
        writer.text(TextKind.NAME, "product_view");
        writer.text(TextKind.CUSTOMER_ID, "c");
        writer.text(TextKind.VISITOR_ID, "v");
        writer.text(TextKind.SESSION_ID, "s");
        writer.text(TextKind.EVENT_ID, "e");
        writer.text(TextKind.PRODUCT, "sku");
        writer.text(TextKind.DEVICE, "Mobile");
        writer.text(TextKind.DECISION, "12.3");
        writer.timestamp(1_000);
        writer.sentAt(2_000);
        writer.number(Fact.DURATION, 0.1);
        money(Fact.PRICE, "19.995");
        writer.currency(Utf8.bytes("eur"), 0, 3);
        final Storefront shoes = new Storefront(7, "shoes");
        final Written frame = finish();
        assertEquals(7, frame.decoder.storefront());
        assertEquals(Source.IMPORT, frame.decoder.source());
        assertEquals(Device.MOBILE, frame.decoder.device());
        assertEquals(1_000, frame.decoder.timestamp());
        assertEquals(2_000, frame.facts.bits(Fact.SENT_AT, 0));
        assertEquals(keys.key(shoes, "v"), frame.decoder.visitorKey());
        assertEquals(keys.key(shoes, "c"), frame.facts.bits(Fact.CUSTOMER_KEY, 0));
        assertEquals(keys.key(shoes, "s"), frame.facts.bits(Fact.SESSION_KEY, 0));
        assertEquals(keys.eventKey(shoes, new byte[] {'e'}, 0, 1), frame.facts.bits(Fact.EVENT_KEY, 0));
        assertEquals(TextHash.of("product_view"), frame.decoder.nameHash());
        assertEquals(TextHash.of("sku"), frame.facts.bits(Fact.PRODUCT, 0));
        assertEquals(12L << 16 | 3, frame.facts.bits(Fact.DECISION, 0));
        assertEquals(0.1, frame.facts.number(Fact.DURATION));
        assertEquals(2_000, frame.facts.bits(Fact.PRICE, 0));
        assertEquals('E' | 'U' << 8 | 'R' << 16 | 2 << 24, frame.facts.bits(Fact.CURRENCY, 0));
        assertEquals("{VISITOR_ID=v, CUSTOMER_ID=c, SESSION_ID=s, EVENT_ID=e, NAME=product_view, PRODUCT=sku}", frame.texts.toString());
        assertEquals(0, frame.decoder.remarks().getRaw());
    }

    @Test
    void shouldLeaveEverythingThatIsStampedZero() {
        batch.buffer().setMemory(0, Frames.MAX_FRAME_BYTES, (byte) 0xFF);
        begin();
        finish();
        for (int i = Frames.HEADER_BYTES; i < Frames.PREFIX_BYTES; i++) {
            assertEquals(0, batch.buffer().getByte(i), "byte " + i);
        }
    }

    @Test
    void shouldForgetTheEventBefore() {
        begin();
        writer.text(TextKind.CUSTOMER_ID, "c");
        writer.number(Fact.DEPTH, 1e9);
        writer.timestamp(5);
        money(Fact.PRICE, "1");
        writer.refuse("x", "y");
        writer.finish();
        begin();
        final Written frame = finish();
        assertEquals(0, frame.facts());
        assertEquals(Long.MIN_VALUE, frame.facts.timestamp());
        assertEquals(0, frame.decoder.remarks().getRaw());
    }

    @Test
    void shouldKnowTheVisitorByTheFirstIdThereIs() {
        writer.begin(batch, Storefront.DEFAULT, Source.HTTP);
        writer.text(TextKind.NAME, "n");
        writer.text(TextKind.SESSION_ID, "s");
        final Written bySession = finish();
        assertEquals(keys.key(Storefront.DEFAULT, "s"), bySession.decoder.visitorKey());
        assertFalse(bySession.texts.containsKey(TextKind.VISITOR_ID));
        writer.begin(batch, Storefront.DEFAULT, Source.HTTP);
        writer.text(TextKind.NAME, "n");
        writer.text(TextKind.VISITOR_ID, "");
        writer.text(TextKind.SESSION_ID, "s");
        writer.text(TextKind.CUSTOMER_ID, "c");
        assertEquals(keys.key(Storefront.DEFAULT, "c"), finish().decoder.visitorKey());
    }

    @Test
    void shouldRefuseAnEventWithoutIdOrName() {
        writer.begin(batch, Storefront.DEFAULT, Source.HTTP);
        writer.text(TextKind.NAME, "n");
        assertTrue(refusal().startsWith("visitorId: missing"));
        writer.begin(batch, Storefront.DEFAULT, Source.HTTP);
        writer.text(TextKind.VISITOR_ID, "v");
        assertEquals("momentType: missing", refusal());
    }

    @Test
    void shouldClampNumbersAndSaySo() {
        final double[][] outside = {
            {Fact.DURATION, -1, 0}, {Fact.DURATION, 86_401, 86_400}, {Fact.DEPTH, 10_001, 10_000}, {Fact.SCROLL_VELOCITY, -20_001, -20_000},
            {Fact.SCROLL_VELOCITY, 1e300, 20_000}, {Fact.SCROLL_DEPTH, 1.5, 1}, {Fact.QUANTITY, -0.5, 0}
        };
        for (final double[] given : outside) {
            batch.clear();
            begin();
            writer.number((int) given[0], given[1]);
            final Written frame = finish();
            assertEquals(given[2], frame.facts.number((int) given[0]));
            assertTrue(frame.decoder.remarks().clamped());
        }
        begin();
        writer.number(Fact.SCROLL_VELOCITY, -20_000);
        writer.number(Fact.DURATION, 86_400);
        assertFalse(finish().decoder.remarks().clamped());
    }

    @Test
    void shouldClampMoneyInItsCurrency() {
        final String[][] given = {
            // amount, currency, minor units, clamped
            {"-0.01", "EUR", "0", "true"}, {"1e9", "EUR", "100000000000", "false"}, {"1000000000.01", "EUR", "100000000000", "true"},
            {"1e300", "EUR", "100000000000", "true"}, {"1500.5", "JPY", "1501", "false"}, {"1.2345", "BHD", "1235", "false"},
            {"1.005", "QQQ", "101", "false"}, {"1e-300", "EUR", "0", "false"}, {"2e9", "CLF", "10000000000000", "true"}
        };
        for (final String[] row : given) {
            batch.clear();
            begin();
            money(Fact.PRICE, row[0]);
            writer.currency(Utf8.bytes(row[1]), 0, 3);
            final Written frame = finish();
            assertEquals(Long.parseLong(row[2]), frame.facts.bits(Fact.PRICE, -1), row[0]);
            assertEquals(Boolean.parseBoolean(row[3]), frame.decoder.remarks().clamped(), row[0]);
        }
        begin();
        money(Fact.REVENUE, "19.9");
        writer.moneyMinor(Fact.PRICE, -5);
        final Written frame = finish();
        assertEquals(1_990, frame.facts.bits(Fact.REVENUE, 0));
        assertEquals(0, frame.facts.bits(Fact.PRICE, -1));
        assertTrue(frame.decoder.remarks().clamped());
    }

    @Test
    void shouldRefuseWhatIsNoNumberNoCurrencyNoTime() {
        begin();
        writer.number(Fact.DEPTH, Double.NaN);
        assertEquals("depth: not a finite number", refusal());
        begin();
        writer.number(Fact.SCROLL_VELOCITY, Double.NEGATIVE_INFINITY);
        assertEquals("scroll_velocity: not a finite number", refusal());
        begin();
        money(Fact.REVENUE, "1e400");
        assertEquals("revenue: not a finite number", refusal());
        begin();
        writer.currency(Utf8.bytes("EURO"), 0, 4);
        assertEquals("currency: expected three letters of ISO 4217", refusal());
        begin();
        writer.timestamp(Limits.TIME_MAX_MS + 1);
        assertEquals("timestamp: a time beyond the years 0 to 9999", refusal());
        begin();
        writer.sentAt(Limits.TIME_MIN_MS - 1);
        assertEquals("sentAt: a time beyond the years 0 to 9999", refusal());
    }

    @Test
    void shouldKeepOnlyKeysOfContacts() {
        begin();
        final byte[] typed = Utf8.bytes("\t Jo@Example.COM ");
        writer.email(typed, 0, typed.length);
        final byte[] phone = Utf8.bytes("0049 (170) 12-3");
        writer.phone(phone, 0, phone.length);
        final Written frame = finish();
        final byte[] normal = Utf8.bytes("jo@example.com");
        final byte[] digits = Utf8.bytes("+49170123");
        assertEquals(keys.emailKey(Storefront.DEFAULT, normal, 0, normal.length), frame.facts.bits(Fact.EMAIL_KEY, 0));
        assertEquals(keys.phoneKey(Storefront.DEFAULT, digits, 0, digits.length), frame.facts.bits(Fact.PHONE_KEY, 0));
        final byte[] bytes = new byte[frame.length];
        batch.buffer().getBytes(batch.offset(0), bytes);
        assertFalse(new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT).contains("jo@"));
    }

    @Test
    void shouldNormaliseContactsOutsideAscii() {
        begin();
        final byte[] typed = Utf8.bytes(" JÖ@ÉX.fr ");
        final byte[] normal = Utf8.bytes("jö@éx.fr");
        writer.email(typed, 0, typed.length);
        assertEquals(keys.emailKey(Storefront.DEFAULT, normal, 0, normal.length), finish().facts.bits(Fact.EMAIL_KEY, 0));
        begin();
        writer.phone(new byte[] {'x'}, 0, 1);
        assertEquals("phone: without a digit", refusal());
        begin();
        final byte[] endless = new byte[300];
        Arrays.fill(endless, (byte) '1');
        writer.email(endless, 0, 300);
        assertEquals("email: longer than 256 bytes", refusal());
    }

    @Test
    void shouldRepairTextThatIsNotUtf8() {
        begin();
        writer.text(TextKind.PAGE, new byte[] {'a', (byte) 0xFF, 'b'}, 0, 3);
        writer.text(TextKind.ELEMENT, "x\uD800");
        final Written frame = finish();
        assertEquals("a\uFFFDb", frame.texts.get(TextKind.PAGE));
        assertEquals("x\uFFFD", frame.texts.get(TextKind.ELEMENT));
        assertEquals(TextHash.of("a\uFFFDb"), frame.facts.bits(Fact.PAGE, 0));
    }

    @Test
    void shouldKeepTheTextOfADeviceOrDecisionThatIsNotUnderstood() {
        begin();
        writer.text(TextKind.DEVICE, "toaster");
        writer.text(TextKind.DECISION, "12");
        final Written frame = finish();
        assertEquals(Device.OTHER, frame.decoder.device());
        assertEquals("toaster", frame.texts.get(TextKind.DEVICE));
        assertEquals("12", frame.texts.get(TextKind.DECISION));
        assertFalse(frame.facts.has(Fact.DECISION));
    }
}
