package dev.inkling.perf.stream;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.inkling.ingest.demo.SampleMoment;
import dev.inkling.ingest.demo.Shopper;
import dev.inkling.ingest.demo.ShopperGenerator;
import dev.inkling.ingest.demo.ShopperTraffic;
import dev.inkling.journal.Fact;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.KeyMaker;
import dev.inkling.journal.MomentWriter;
import dev.inkling.journal.Problem;
import dev.inkling.journal.Storefront;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.codec.TextKind;

/** Sample shoppers' moments as frames, written by the writer that the front ends use. */
public final class SampleFrames {
    /** Secret of all benchmarks' keys. */
    public static final String SECRET = "000102030405060708090a0b0c0d0e0f";
    private static final long SEED = 1;

    private SampleFrames() {
    }

    /**
     * A batch full of moments of many shoppers, in the order in which they would arrive.
     *
     * @param count how many
     * @return the batch
     */
    public static FrameBatch batch(final int count) {
        final FrameBatch batch = new FrameBatch(count);
        final MomentWriter writer = new MomentWriter(new KeyMaker(SECRET));
        final ShopperTraffic traffic = new ShopperTraffic(new ShopperGenerator(SEED, 1_000, ""));
        for (int i = 0; i < count; i++) {
            write(writer, batch, traffic.next());
        }
        return batch;
    }

    /**
     * Writes one moment.
     *
     * @param writer makes the frame
     * @param batch  takes it
     * @param step   the moment and its shopper
     */
    public static void write(final MomentWriter writer, final FrameBatch batch, final ShopperTraffic.Step step) {
        final Shopper shopper = step.shopper();
        final SampleMoment moment = step.moment();
        final Map<String, Object> details = moment.details();
        writer.begin(batch, Storefront.DEFAULT, Source.HTTP);
        writer.text(TextKind.VISITOR_ID, shopper.visitorId());
        if (shopper.customerId() != null) {
            writer.text(TextKind.CUSTOMER_ID, shopper.customerId());
        }
        writer.text(TextKind.SESSION_ID, shopper.sessionId());
        writer.text(TextKind.EVENT_ID, moment.eventId());
        writer.text(TextKind.NAME, moment.type());
        text(writer, TextKind.ELEMENT, details.get("element"));
        text(writer, TextKind.INTERACTION, details.get("interaction"));
        text(writer, TextKind.PAGE, details.get("page"));
        text(writer, TextKind.DEVICE, details.get("deviceType"));
        text(writer, TextKind.CHANNEL, details.get("traffic_source"));
        text(writer, TextKind.PRODUCT, details.get("product_id"));
        text(writer, TextKind.CATEGORY, details.get("category"));
        text(writer, TextKind.ORDER, details.get("order_id"));
        number(writer, Fact.DURATION, details.get("duration"));
        number(writer, Fact.DEPTH, details.get("depth"));
        number(writer, Fact.SCROLL_VELOCITY, details.get("scroll_velocity"));
        number(writer, Fact.SCROLL_DEPTH, details.get("scroll_depth"));
        number(writer, Fact.QUANTITY, details.get("quantity"));
        money(writer, Fact.PRICE, details.get("price"));
        money(writer, Fact.REVENUE, details.get("revenue"));
        if (details.get("currency") != null) {
            final byte[] code = details.get("currency").toString().getBytes(StandardCharsets.US_ASCII);
            writer.currency(code, 0, code.length);
        }
        final Problem problem = writer.finish();
        if (problem != null) {
            throw new IllegalStateException("a sample moment was refused: " + problem);
        }
    }

    private static void text(final MomentWriter writer, final TextKind kind, final Object value) {
        if (value != null) {
            writer.text(kind, (String) value);
        }
    }

    private static void number(final MomentWriter writer, final int fact, final Object value) {
        if (value != null) {
            writer.number(fact, ((Number) value).doubleValue());
        }
    }

    private static void money(final MomentWriter writer, final int fact, final Object value) {
        if (value != null) {
            final byte[] text = ((BigDecimal) value).toPlainString().getBytes(StandardCharsets.US_ASCII);
            writer.money(fact, text, 0, text.length);
        }
    }
}
