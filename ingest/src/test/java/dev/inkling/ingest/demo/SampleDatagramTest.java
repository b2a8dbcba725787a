package dev.inkling.ingest.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.inkling.journal.Fact;
import dev.inkling.journal.MomentFrame;
import dev.inkling.journal.codec.Device;
import dev.inkling.journal.codec.MessageHeaderDecoder;
import dev.inkling.journal.codec.MomentEventDecoder;
import dev.inkling.journal.codec.TextKind;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A datagram must read back by the schema alone. */
class SampleDatagramTest {
    private static final SampleMoment MOMENT = new SampleMoment("e-1", 5, "cart_add",
        Map.of("price", new BigDecimal("49.90"), "quantity", 2, "currency", "EUR", "page", "/p/x", "depth", 3, "duration", 1.5));
    private static final Shopper SHOPPER =
        new Shopper(0, "mia-1", null, "visit-1", Persona.BROWSER, "mobile", "direct", List.of(MOMENT));
    private static final ShopperTraffic.Step STEP = new ShopperTraffic.Step(SHOPPER, MOMENT);

    @Test
    void shouldWriteWhatTheSchemaReads() {
        final SampleDatagram datagram = new SampleDatagram(9);
        assertTrue(datagram.add(STEP, 1234));
        final ByteBuffer bytes = datagram.finish().order(ByteOrder.LITTLE_ENDIAN);

        assertEquals('I' | 'N' << 8 | 'K' << 16 | '1' << 24, bytes.getInt(0));
        assertEquals(9, bytes.getInt(8));
        assertEquals(1, bytes.getLong(12));
        assertEquals(bytes.limit() - SampleDatagram.HEADER_BYTES - 2, bytes.getShort(SampleDatagram.HEADER_BYTES));

        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final MomentFrame frame = new MomentFrame().wrap(buffer, SampleDatagram.HEADER_BYTES + 2);
        assertEquals(1234, frame.timestamp());
        assertEquals(Device.MOBILE.value(), frame.device());
        assertEquals(1.5, frame.number(Fact.DURATION));
        assertEquals(3.0, frame.number(Fact.DEPTH));
        assertEquals(2.0, frame.number(Fact.QUANTITY));
        assertEquals(4990, frame.bits(Fact.PRICE, -1));
        assertEquals('E' | 'U' << 8 | 'R' << 16 | 2 << 24, frame.bits(Fact.CURRENCY, -1));
        assertFalse(frame.has(Fact.REVENUE));

        final MomentEventDecoder decoder = new MomentEventDecoder()
            .wrapAndApplyHeader(buffer, SampleDatagram.HEADER_BYTES + 2, new MessageHeaderDecoder());
        decoder.values().forEachRemaining(value -> value.bits());
        final Map<TextKind, String> texts = new TreeMap<>();
        decoder.texts().forEachRemaining(text -> texts.put(text.kind(), text.text()));
        assertEquals(Map.of(TextKind.VISITOR_ID, "mia-1", TextKind.SESSION_ID, "visit-1", TextKind.EVENT_ID, "e-1",
            TextKind.NAME, "cart_add", TextKind.PAGE, "/p/x"), texts);
    }

    @Test
    void shouldRefuseAFrameThatDoesNotFitAndTakeItNext() {
        final SampleDatagram datagram = new SampleDatagram(1);
        int frames = 0;
        while (datagram.add(STEP, 1)) {
            frames++;
        }
        assertEquals(frames, datagram.frames());
        final ByteBuffer first = datagram.finish();
        assertTrue(first.limit() <= SampleDatagram.MAX_BYTES);
        assertTrue(datagram.add(STEP, 1));
        assertEquals(2, datagram.finish().order(ByteOrder.LITTLE_ENDIAN).getLong(12));
    }
}
