package dev.inkling.journal;

import dev.inkling.journal.codec.CheckpointDecoder;
import dev.inkling.journal.codec.ConfigurationDecoder;
import dev.inkling.journal.codec.DeadLetterDecoder;
import dev.inkling.journal.codec.DecisionDecoder;
import dev.inkling.journal.codec.MomentEventDecoder;
import dev.inkling.journal.codec.SkipDecoder;
import dev.inkling.journal.codec.TickDecoder;
import dev.inkling.journal.codec.VoidDecoder;

/** Which frame may follow which in a queue; one rule for the writer and for the reader. Stateless. */
final class FrameOrder {
    private FrameOrder() {
    }

    /**
     * Whether a template belongs in a queue.
     *
     * @param queue    which
     * @param template id
     * @return true when it does
     */
    static boolean belongs(final QueueName queue, final int template) {
        switch (template) {
            case MomentEventDecoder.TEMPLATE_ID:
            case TickDecoder.TEMPLATE_ID:
            case ConfigurationDecoder.TEMPLATE_ID:
            case SkipDecoder.TEMPLATE_ID:
                return queue == QueueName.EVENTS;
            case DecisionDecoder.TEMPLATE_ID:
            case CheckpointDecoder.TEMPLATE_ID:
                return queue == QueueName.DECISIONS;
            case DeadLetterDecoder.TEMPLATE_ID:
                return queue == QueueName.DEAD_LETTERS;
            case VoidDecoder.TEMPLATE_ID:
                return true;
            default:
                return false;
        }
    }

    /**
     * Whether a frame may come next. Events and dead letters are numbered without a gap. Decisions never go back, unless a void takes
     * some back.
     *
     * @param queue        which
     * @param template     id of the frame
     * @param sequence     of the frame
     * @param receivedMs   of the frame
     * @param lastGood     of a void; any for others
     * @param lastSequence of the frame before, 0 when there is none
     * @param lastReceived of the frame before, {@link Long#MIN_VALUE} when there is none
     * @return {@link FrameVerdict#OK}, {@link FrameVerdict#BAD_SEQUENCE} or {@link FrameVerdict#BAD_RECEIVED}
     */
    static FrameVerdict check(final QueueName queue, final int template, final long sequence, final long receivedMs,
                              final long lastGood, final long lastSequence, final long lastReceived) {
        final boolean takesBack = template == VoidDecoder.TEMPLATE_ID;
        if (queue == QueueName.DECISIONS) {
            if (takesBack) {
                return sequence == lastGood && sequence >= 0 && sequence <= lastSequence
                    ? FrameVerdict.OK : FrameVerdict.BAD_SEQUENCE;
            }
            if (sequence < lastSequence || sequence < 1) {
                return FrameVerdict.BAD_SEQUENCE;
            }
        } else if (sequence != lastSequence + 1 || takesBack && lastGood != lastSequence) {
            return FrameVerdict.BAD_SEQUENCE;
        }
        return receivedMs < lastReceived ? FrameVerdict.BAD_RECEIVED : FrameVerdict.OK;
    }
}
