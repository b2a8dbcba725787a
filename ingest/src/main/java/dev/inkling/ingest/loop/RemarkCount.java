package dev.inkling.ingest.loop;

import java.nio.ByteOrder;

import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.Frames;
import dev.inkling.journal.codec.DeadLetterDecoder;
import dev.inkling.journal.codec.MomentEventDecoder;
import dev.inkling.journal.codec.RemarksDecoder;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Counters;

/** Counts what the edge had to do to the events of a batch: clamp, cut, leave out, refuse. Confined to one event loop. */
final class RemarkCount {
    private static final int REMARKS_OFFSET = Frames.HEADER_BYTES + MomentEventDecoder.remarksEncodingOffset();

    private final Counters counters;

    RemarkCount(final Counters counters) {
        this.counters = counters;
    }

    /**
     * Counts a batch that was taken.
     *
     * @param batch of moments and dead letters
     */
    void count(final FrameBatch batch) {
        int rejected = 0;
        for (int i = 0; i < batch.count(); i++) {
            final int offset = batch.offset(i);
            if (Frames.templateId(batch.buffer(), offset) == DeadLetterDecoder.TEMPLATE_ID) {
                rejected++;
            } else {
                final short remarks = batch.buffer().getShort(offset + REMARKS_OFFSET, ByteOrder.LITTLE_ENDIAN);
                if (remarks != 0) {
                    count(remarks);
                }
            }
        }
        if (rejected > 0) {
            counters.add(Counter.EVENTS_REJECTED, rejected);
        }
    }

    private void count(final short remarks) {
        if (RemarksDecoder.clamped(remarks)) {
            counters.increment(Counter.EVENTS_CLAMPED);
        }
        if (RemarksDecoder.cut(remarks)) {
            counters.increment(Counter.EVENTS_CUT);
        }
        if (RemarksDecoder.extraDropped(remarks)) {
            counters.increment(Counter.EVENTS_EXTRA_DROPPED);
        }
    }
}
