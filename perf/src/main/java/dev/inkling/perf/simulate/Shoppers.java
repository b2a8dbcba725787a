package dev.inkling.perf.simulate;

import java.util.List;

import dev.inkling.journal.DecisionId;
import dev.inkling.journal.Fact;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.KeyMaker;
import dev.inkling.journal.MomentWriter;
import dev.inkling.journal.Problem;
import dev.inkling.journal.Storefront;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.codec.TextKind;
import dev.inkling.perf.stream.SampleFrames;

/** Makes the events of a few shoppers, more than the engine has room for, in order and out of order. Confined to one thread. */
final class Shoppers {
    private static final List<String> TYPES = List.of("product_view", "size_guide", "comparison_tool", "review_read", "price_check",
        "competitor_visit", "cart_add", "cart_add", "cart_remove", "checkout_start", "payment_info", "purchase", "exit_intent", "page_view",
        "scroll", "scroll_pause", "pricing_dwell", "back_scroll", "something_new");
    private static final List<String> FEEDBACK = List.of("trigger_dismissed", "trigger_engaged", "trigger_shown");
    private static final int HOUR_MS = 3_600_000;

    private final Chance chance;
    private final Trace trace;
    private final MomentWriter writer = new MomentWriter(new KeyMaker(SampleFrames.SECRET));
    private final KeyMaker keys = new KeyMaker(SampleFrames.SECRET);
    private final FrameBatch batch = new FrameBatch(1);
    private final int visitors;
    private int made;

    /**
     * Shoppers of a run.
     *
     * @param chance   of the run
     * @param trace    of the run
     * @param visitors how many there are
     */
    Shoppers(final Chance chance, final Trace trace, final int visitors) {
        this.chance = chance;
        this.trace = trace;
        this.visitors = visitors;
    }

    /**
     * The next event.
     *
     * @param nowMs        the wall clock
     * @param lastSequence some decision's event, for feedback; 0 for none
     * @return the event
     */
    Sent next(final long nowMs, final long lastSequence) {
        final int number = made++;
        final String id = chance.oneIn(12) ? null : "e" + number;
        final String visitor = "v" + chance.below(visitors);
        batch.clear();
        writer.begin(batch, Storefront.DEFAULT, Source.HTTP);
        writer.text(TextKind.VISITOR_ID, visitor);
        if (chance.oneIn(4)) {
            writer.text(TextKind.CUSTOMER_ID, "c" + chance.below(3));
        }
        if (id != null) {
            writer.text(TextKind.EVENT_ID, id);
        }
        // makes the content of each event its own
        writer.text(TextKind.PRODUCT, "p" + number);
        writer.timestamp(timestamp(nowMs));
        if (chance.oneIn(5)) {
            writer.number(Fact.DURATION, chance.below(60));
        }
        if (lastSequence > 0 && chance.oneIn(10)) {
            writer.text(TextKind.NAME, chance.of(FEEDBACK));
            writer.text(TextKind.DECISION, DecisionId.format(lastSequence, 0));
        } else {
            writer.text(TextKind.NAME, chance.of(TYPES));
        }
        if (chance.oneIn(6)) {
            writer.text(TextKind.PAGE, "/" + "x".repeat(chance.below(200)));
        }
        writer.number(Fact.SCROLL_VELOCITY, chance.below(900) - 300.0);
        final Problem problem = writer.finish();
        if (problem != null) {
            throw new IllegalStateException("an event of the simulation was refused: " + problem);
        }
        final byte[] frame = new byte[batch.length(0)];
        batch.buffer().getBytes(batch.offset(0), frame);
        final byte[] name = visitor.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return new Sent(id, number, keys.key(Storefront.DEFAULT, name, 0, name.length), frame);
    }

    private long timestamp(final long nowMs) {
        if (!chance.oneIn(6)) {
            return nowMs;
        }
        trace.fault(Fault.DISORDER);
        return switch (chance.below(4)) {
            case 0 -> nowMs - chance.below(3 * HOUR_MS);
            case 1 -> nowMs + chance.below(2 * HOUR_MS);
            case 2 -> nowMs + chance.below(5_000);
            default -> nowMs - chance.below(10_000);
        };
    }
}
