package dev.inkling.perf.replay;

import java.nio.ByteOrder;

import dev.inkling.ingest.demo.ShopperGenerator;
import dev.inkling.ingest.demo.ShopperTraffic;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.Frames;
import dev.inkling.journal.KeyMaker;
import dev.inkling.journal.MomentWriter;
import dev.inkling.journal.codec.MomentEventDecoder;
import dev.inkling.perf.stream.SampleFrames;
import dev.inkling.perf.stream.Visitors;
import org.agrona.collections.Long2LongHashMap;

/** Moments of whole visits in the order of their times, each visit that of a visitor who is drawn. Not thread safe. */
final class Visits {
    private static final int VISITOR_OFFSET = Frames.HEADER_BYTES + MomentEventDecoder.visitorKeyEncodingOffset();
    private static final long NOBODY = 0;
    private static final long SEED = 1;

    private final MomentWriter writer = new MomentWriter(new KeyMaker(SampleFrames.SECRET));
    private final Long2LongHashMap visitorOfVisit = new Long2LongHashMap(NOBODY);
    private final Visitors visitors;
    private final ShopperTraffic traffic;
    private long atMs;

    /**
     * Visits without end.
     *
     * @param visitors  who they are drawn from
     * @param meanGapMs from one visit's begin to the next
     */
    Visits(final Visitors visitors, final double meanGapMs) {
        this.visitors = visitors;
        traffic = new ShopperTraffic(new ShopperGenerator(SEED, meanGapMs, ""));
    }

    /**
     * Writes the next moment.
     *
     * @param batch takes it
     */
    void next(final FrameBatch batch) {
        final ShopperTraffic.Step step = traffic.next();
        final long visit = step.shopper().number();
        long visitor = visitorOfVisit.get(visit);
        if (visitor == NOBODY) {
            visitor = visitors.nextKey();
            visitorOfVisit.put(visit, visitor);
        }
        SampleFrames.write(writer, batch, step);
        batch.buffer().putLong(batch.offset(batch.count() - 1) + VISITOR_OFFSET, visitor, ByteOrder.LITTLE_ENDIAN);
        atMs = step.moment().atMs();
    }

    /**
     * Time of the last moment.
     *
     * @return ms from the beginning
     */
    long atMs() {
        return atMs;
    }
}
