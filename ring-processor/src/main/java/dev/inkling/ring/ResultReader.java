package dev.inkling.ring;

import java.nio.ByteOrder;

import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;

/**
 * Reads the results of an intake. Confined to the producer's thread.
 *
 * <pre>
 *   0         4            8            12           16           20           24
 *   | request | generation | replayed   | -          | latencyNanos            | decision frame ...
 *   | request | generation | accepted   | duplicates | refused    | durability |
 *   | request | generation | visitor state ...
 *   | request | generation | last       | piece of an explanation ...
 * </pre>
 */
final class ResultReader implements MessageHandler {
    static final int DECISION = 1;
    static final int COMPLETE = 2;
    static final int VISITOR = 3;
    static final int EXPLANATION = 4;

    static final int REQUEST_OFFSET = 0;
    static final int GENERATION_OFFSET = 4;
    static final int REPLAYED_OFFSET = 8;
    static final int LATENCY_OFFSET = 16;
    static final int DECISION_FRAME_OFFSET = 24;
    static final int ACCEPTED_OFFSET = 8;
    static final int DUPLICATES_OFFSET = 12;
    static final int REFUSED_OFFSET = 16;
    static final int DURABILITY_OFFSET = 20;
    static final int COMPLETE_BYTES = 24;
    static final int STATE_OFFSET = 8;
    static final int LAST_OFFSET = 8;
    static final int PIECE_OFFSET = 12;

    private static final Intake.Durability[] DURABILITIES = Intake.Durability.values();

    private Intake.Results to;

    /**
     * Hands out all results that are there.
     *
     * @param results to read
     * @param taker   takes them
     * @return records handed out
     */
    int drain(final OneToOneRingBuffer results, final Intake.Results taker) {
        to = taker;
        int total = 0;
        int empty = 0;
        // A read ends at the end of the memory and may meet only padding there: two in a row are needed to be sure.
        while (empty < 2) {
            final int read = results.read(this);
            total += read;
            empty = read == 0 ? empty + 1 : 0;
        }
        to = null;
        return total;
    }

    @Override
    public void onMessage(final int kind, final MutableDirectBuffer buffer, final int index, final int length) {
        final int request = buffer.getInt(index + REQUEST_OFFSET, ByteOrder.LITTLE_ENDIAN);
        final int generation = buffer.getInt(index + GENERATION_OFFSET, ByteOrder.LITTLE_ENDIAN);
        switch (kind) {
            case DECISION -> to.onDecision(request, generation, buffer, index + DECISION_FRAME_OFFSET,
                length - DECISION_FRAME_OFFSET,
                buffer.getInt(index + REPLAYED_OFFSET, ByteOrder.LITTLE_ENDIAN) != 0,
                buffer.getLong(index + LATENCY_OFFSET, ByteOrder.LITTLE_ENDIAN));
            case COMPLETE -> to.onComplete(request, generation,
                buffer.getInt(index + ACCEPTED_OFFSET, ByteOrder.LITTLE_ENDIAN),
                buffer.getInt(index + DUPLICATES_OFFSET, ByteOrder.LITTLE_ENDIAN),
                buffer.getInt(index + REFUSED_OFFSET, ByteOrder.LITTLE_ENDIAN),
                DURABILITIES[buffer.getInt(index + DURABILITY_OFFSET, ByteOrder.LITTLE_ENDIAN)]);
            case VISITOR -> to.onVisitor(request, generation, buffer, index + STATE_OFFSET, length - STATE_OFFSET);
            case EXPLANATION -> to.onExplanation(request, generation, buffer, index + PIECE_OFFSET, length - PIECE_OFFSET,
                buffer.getInt(index + LAST_OFFSET, ByteOrder.LITTLE_ENDIAN) != 0);
            default -> throw new IllegalStateException("result of kind " + kind);
        }
    }
}
