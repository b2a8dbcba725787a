package dev.inkling.ring;

import dev.inkling.journal.Frames;
import dev.inkling.journal.codec.MomentEventDecoder;
import org.agrona.DirectBuffer;

/** Moments that will be given soon, as far as memory is asked for them. Not state: nothing depends on it. Confined to one thread. */
final class MomentsAhead {
    private final long[] visitors = new long[MomentProcessor.AHEAD];
    private final long[] names = new long[MomentProcessor.AHEAD];
    private int count;

    /**
     * Notes a moment, as long as there is room.
     *
     * @param frame  holds it
     * @param offset of its first byte
     */
    void expect(final DirectBuffer frame, final int offset) {
        if (count < MomentProcessor.AHEAD && Frames.templateId(frame, offset) == MomentEventDecoder.TEMPLATE_ID) {
            visitors[count] = MomentReader.visitorKey(frame, offset);
            names[count] = MomentReader.nameHash(frame, offset);
            count++;
        }
    }

    /**
     * Asks memory for what the noted moments will take, and forgets them.
     *
     * @param inForce has the engine that they will be given to, once it is ready
     */
    void fetch(final InForce inForce) {
        if (inForce.isReady()) {
            inForce.engine().fetch(visitors, names, count);
        }
        count = 0;
    }
}
