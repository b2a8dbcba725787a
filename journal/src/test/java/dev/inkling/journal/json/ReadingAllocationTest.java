package dev.inkling.journal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inkling.journal.AllocationMeter;
import dev.inkling.journal.Fact;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.KeyMaker;
import dev.inkling.journal.MomentWriter;
import dev.inkling.journal.Storefront;
import dev.inkling.journal.Utf8;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.codec.TextKind;
import org.junit.jupiter.api.Test;

/** What an event costs in bytes of heap between the socket and the ring. */
class ReadingAllocationTest {
    private static final int ROUNDS = 10_000;
    private static final int WINDOWS = 6;
    private static final int EVENTS = 100;
    private static final TextKind[] KINDS = {
        TextKind.VISITOR_ID, TextKind.CUSTOMER_ID, TextKind.SESSION_ID, TextKind.EVENT_ID, TextKind.NAME, TextKind.PAGE, TextKind.DEVICE,
        TextKind.DECISION
    };

    private final KeyMaker keys = new KeyMaker("00112233445566778899aabbccddeeff");
    private final FrameBatch batch = new FrameBatch(EVENTS);

    @Test
    void shouldAllocateNothingToWriteAMoment() {
        final MomentWriter writer = new MomentWriter(keys);
        final byte[] text = Utf8.bytes("some_text_of_an_event");
        final byte[] price = Utf8.bytes("19.99");
        final byte[] euro = Utf8.bytes("EUR");
        final byte[] mail = Utf8.bytes("Jo@Example.com");
        final byte[] extra = Utf8.bytes("\"k\":[1,2,3]");
        // The meter's first reading allocates too; and now and then the VM does on this thread, when it swaps compiled code. What the
        // writer allocates it would allocate in every round.
        long before = AllocationMeter.bytes();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < WINDOWS * ROUNDS; i++) {
            if (i % ROUNDS == 0) {
                final long now = AllocationMeter.bytes();
                least = Math.min(least, i == 0 ? Long.MAX_VALUE : now - before);
                before = now;
            }
            batch.clear();
            writer.begin(batch, Storefront.DEFAULT, Source.HTTP);
            for (final TextKind kind : KINDS) {
                writer.text(kind, text, 0, text.length);
            }
            writer.timestamp(i);
            writer.number(Fact.DURATION, i);
            writer.money(Fact.PRICE, price, 0, price.length);
            writer.currency(euro, 0, euro.length);
            writer.email(mail, 0, mail.length);
            writer.extra(extra, 0, extra.length);
            if (writer.finish() != null) {
                throw new AssertionError();
            }
        }
        assertEquals(0, Math.min(least, AllocationMeter.bytes() - before));
    }

    @Test
    void shouldKeepToItsBudgetOfHeapForAnEvent() {
        final String event = "{\"eventId\":\"e-12345\",\"visitorId\":\"v-1\",\"sessionId\":\"s-1\",\"momentType\":\"product_view\","
            + "\"timestamp\":1719830096789,\"details\":{\"element\":\"gallery\",\"duration\":23.5,\"depth\":8,\"deviceType\":\"mobile\","
            + "\"page\":\"/p/1\",\"price\":19.99,\"currency\":\"EUR\"}}";
        final byte[] one = Utf8.bytes(event);
        final byte[] many = Utf8.bytes("[" + (event + ",").repeat(EVENTS - 1) + event + "]");
        final long alone = bytesPerRead(one, ROUNDS);
        final long together = bytesPerRead(many, ROUNDS / EVENTS * 5) / EVENTS;
        System.out.println("heap bytes to read an event: " + alone + " alone, " + together + " in a batch of " + EVENTS);
        assertTrue(alone <= 2_000, alone + " bytes for a body of one event");
        assertTrue(together <= 150, together + " bytes for each event of a batch");
    }

    private long bytesPerRead(final byte[] body, final int rounds) {
        final MomentJsonReader reader = new MomentJsonReader(keys, Storefront.DEFAULT);
        long before = 0;
        for (int i = 0; i < 2 * rounds; i++) {
            if (i == rounds) {
                before = AllocationMeter.bytes();
            }
            batch.clear();
            if (reader.read(body, 0, body.length, batch, Source.HTTP).rejections().count() > 0) {
                throw new AssertionError();
            }
        }
        return (AllocationMeter.bytes() - before) / rounds;
    }
}
