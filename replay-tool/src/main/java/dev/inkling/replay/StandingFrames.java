package dev.inkling.replay;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.Frames;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.VoidFrame;
import dev.inkling.journal.codec.VoidDecoder;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongArrayList;

/**
 * The frames of a queue that stand: those that no later void takes back, up to what was there at the start. Reads the queue twice, since
 * a void stands behind what it speaks of. Confined to one thread.
 */
final class StandingFrames implements AutoCloseable {
    private final QueueName queue;
    private final LongArrayList voidLastGoods = new LongArrayList();
    private final long total;
    private final CheckedPoller poller;
    private long position;
    private int voidsPassed;

    /**
     * Looks through a queue and goes back to its beginning.
     *
     * @param journal to read
     * @param queue   which
     * @throws DamagedException when a frame is damaged
     */
    StandingFrames(final Journal journal, final QueueName queue) {
        this.queue = queue;
        long frames = 0;
        try (CheckedPoller first = CheckedPoller.fromFirst(journal, queue)) {
            while (first.poll()) {
                if (isVoid(first)) {
                    voidLastGoods.addLong(VoidFrame.lastGood(first.buffer(), 0));
                }
                frames++;
            }
            requireSound(first);
        }
        total = frames;
        for (int i = voidLastGoods.size() - 2; i >= 0; i--) {
            voidLastGoods.setLong(i, Math.min(voidLastGoods.getLong(i), voidLastGoods.getLong(i + 1)));
        }
        poller = CheckedPoller.fromFirst(journal, queue);
    }

    /**
     * Moves to the next frame that stands. Voids themselves are passed over.
     *
     * @return false when there is none
     * @throws DamagedException when it is damaged
     */
    boolean next() {
        while (position < total) {
            if (!poller.poll()) {
                requireSound(poller);
                throw new DamagedException(queue, poller.lastSequence(), "what stood behind it is gone");
            }
            position++;
            if (isVoid(poller)) {
                voidsPassed++;
            } else if (voidsPassed == voidLastGoods.size()
                || Frames.sequence(poller.buffer(), 0) <= voidLastGoods.getLong(voidsPassed)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The frame, from index 0, valid until {@link #next()}.
     *
     * @return the buffer, always the same one
     */
    DirectBuffer buffer() {
        return poller.buffer();
    }

    /**
     * Length of the frame.
     *
     * @return bytes
     */
    int length() {
        return poller.length();
    }

    /**
     * Frames of every kind in the queue.
     *
     * @return count at the start
     */
    long total() {
        return total;
    }

    /**
     * Frames passed so far.
     *
     * @return 0 to {@link #total()}
     */
    long position() {
        return position;
    }

    @Override
    public void close() {
        poller.close();
    }

    private void requireSound(final CheckedPoller checked) {
        if (checked.verdict() != FrameVerdict.OK) {
            throw new DamagedException(queue, checked.lastSequence(), checked.verdict().toString());
        }
    }

    private static boolean isVoid(final CheckedPoller checked) {
        return Frames.templateId(checked.buffer(), 0) == VoidDecoder.TEMPLATE_ID;
    }
}
