package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;

import dev.inkling.journal.Fact;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.KeyMaker;
import dev.inkling.journal.MomentWriter;
import dev.inkling.journal.Storefront;
import dev.inkling.journal.TextHash;
import dev.inkling.journal.codec.Device;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.codec.TextKind;
import dev.inkling.scoring.Moment;
import org.junit.jupiter.api.Test;

/** What the writer wrote is what the engine reads. */
class MomentReaderTest {
    private final KeyMaker keys = new KeyMaker(TestBatch.SECRET);
    private final MomentWriter writer = new MomentWriter(keys);
    private final FrameBatch batch = new FrameBatch(2);
    private final MomentReader reader = new MomentReader();
    private final Moment moment = new Moment();

    @Test
    void shouldReadEveryFactThatTheEngineAsksFor() {
        writer.begin(batch, Storefront.DEFAULT, Source.HTTP);
        writer.text(TextKind.VISITOR_ID, "v");
        writer.text(TextKind.CUSTOMER_ID, "c");
        writer.text(TextKind.NAME, "product_view");
        writer.text(TextKind.ELEMENT, "e1");
        writer.text(TextKind.INTERACTION, "i1");
        writer.text(TextKind.CONTEXT, "c1");
        writer.text(TextKind.PAGE, "p1");
        writer.text(TextKind.CHANNEL, "ch1");
        writer.text(TextKind.CAMPAIGN, "ca1");
        writer.text(TextKind.PRODUCT, "pr1");
        writer.text(TextKind.CATEGORY, "cat1");
        writer.text(TextKind.ORDER, "o1");
        writer.text(TextKind.EXPERIMENT, "x1");
        writer.text(TextKind.DECISION, "12.3");
        writer.device(Device.TABLET);
        writer.timestamp(1_000);
        writer.sentAt(2_000);
        writer.number(Fact.DURATION, 23);
        writer.number(Fact.DEPTH, 8);
        writer.number(Fact.SCROLL_VELOCITY, -150.5);
        writer.number(Fact.SCROLL_DEPTH, 0.75);
        writer.number(Fact.QUANTITY, 2);
        final byte[] price = "19.99".getBytes(StandardCharsets.UTF_8);
        writer.money(Fact.PRICE, price, 0, price.length);
        final byte[] currency = "EUR".getBytes(StandardCharsets.UTF_8);
        writer.currency(currency, 0, currency.length);
        assertEquals(null, writer.finish());

        reader.read(batch.buffer(), batch.offset(0), moment);
        assertEquals(TextHash.of("product_view"), moment.nameHash);
        assertEquals(TextHash.of("e1"), moment.element);
        assertEquals(TextHash.of("c1"), moment.context);
        assertEquals(TextHash.of("p1"), moment.page);
        assertEquals(TextHash.of("ch1"), moment.channel);
        assertEquals(TextHash.of("ca1"), moment.campaign);
        assertEquals(TextHash.of("pr1"), moment.product);
        assertEquals(3, moment.device);
        assertEquals(23, moment.duration);
        assertEquals(8, moment.depth);
        assertEquals(-150.5, moment.scrollVelocity);
        assertEquals(0.75, moment.scrollDepth);
        assertEquals(2, moment.quantity);
        assertTrue(moment.hasPrice);
        assertEquals(1_999, moment.priceMinor);
        assertFalse(moment.hasRevenue);
        // E, U, R from the lowest byte on, exponent 2 above them
        assertEquals('E' | 'U' << 8 | 'R' << 16 | 2 << 24, moment.currency);
        assertTrue(moment.customerKey != 0);
        assertEquals(1_000, reader.timestamp());
        assertEquals(2_000, reader.sentAt());
    }

    @Test
    void shouldForgetTheMomentBefore() {
        shouldReadEveryFactThatTheEngineAsksFor();
        writer.begin(batch, Storefront.DEFAULT, Source.HTTP);
        writer.text(TextKind.VISITOR_ID, "v");
        writer.text(TextKind.NAME, "scroll");
        assertEquals(null, writer.finish());
        reader.read(batch.buffer(), batch.offset(1), moment);
        assertEquals(0, moment.customerKey);
        assertEquals(0, moment.page);
        assertEquals(0, moment.device);
        assertTrue(Double.isNaN(moment.duration));
        assertTrue(Double.isNaN(moment.quantity));
        assertFalse(moment.hasPrice);
        assertEquals(0, moment.currency);
        assertEquals(MomentTime.ABSENT, reader.timestamp());
        assertEquals(MomentTime.ABSENT, reader.sentAt());
    }
}
