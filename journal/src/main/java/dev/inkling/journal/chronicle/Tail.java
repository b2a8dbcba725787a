package dev.inkling.journal.chronicle;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.FrameCheck;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Frames;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.TailerDirection;

/**
 * Where a queue ends: its last frame that is whole, and how many damaged ones stand behind it. As each frame carries its chain, the last
 * one is all that an appender needs to go on.
 *
 * @param sequence      of the last whole frame, 0 when there is none
 * @param receivedMs    of it, {@link Long#MIN_VALUE} when there is none
 * @param epoch         of it, 0 when there is none
 * @param chain         of it, 0 when there is none
 * @param damagedFrames behind it
 * @param index         of it, Chronicle's locator; -1 when there is none
 */
record Tail(long sequence, long receivedMs, int epoch, long chain, int damagedFrames, long index) {
    private static final long NONE = -1L;

    /**
     * Finds the end of a queue.
     *
     * @param queue open
     * @param name  which
     * @return its end
     * @throws JournalException when more than {@link CheckedPoller#MAX_CUT_FRAMES} frames at its end are damaged
     */
    static Tail find(final ChronicleQueue queue, final QueueName name) {
        final FrameCheck check = new FrameCheck(name);
        try (ChroniclePoller poller = new ChroniclePoller(queue.createTailer(), name, () -> { }, false)) {
            final long whole = lastWholeIndex(poller, check, name);
            move(poller, whole, name);
            return readToEnd(poller, check);
        }
    }

    /**
     * Reads back what was appended behind this end.
     *
     * @param queue open
     * @param name  which
     * @param last  chain of the last frame that was appended
     * @throws JournalException when a reader that comes from this end does not find it
     */
    void requireReadable(final ChronicleQueue queue, final QueueName name, final long last) {
        try (ChroniclePoller poller = new ChroniclePoller(queue.createTailer(), name, () -> { }, false)) {
            move(poller, index, name);
            final Tail found = readToEnd(poller, new FrameCheck(name));
            if (found.chain != last || found.damagedFrames > 0) {
                throw new JournalException("the " + name.folder() + " queue cannot be read behind sequence " + sequence
                    + ": what was appended there is not found; restore it from a copy");
            }
        }
    }

    private static void move(final ChroniclePoller poller, final long index, final QueueName name) {
        final ExcerptTailer tailer = poller.tailer();
        tailer.direction(TailerDirection.FORWARD);
        if (index == NONE) {
            tailer.toStart();
        } else if (!tailer.moveToIndex(index)) {
            throw new JournalException("the " + name.folder() + " queue has no frame at index " + index + ", which it had before");
        }
    }

    private static long lastWholeIndex(final ChroniclePoller poller, final FrameCheck check, final QueueName name) {
        poller.tailer().direction(TailerDirection.BACKWARD).toEnd();
        int damaged = 0;
        while (poller.poll()) {
            if (check.whole(poller.buffer(), 0, poller.length()) == FrameVerdict.OK) {
                return poller.locator();
            }
            if (++damaged > CheckedPoller.MAX_CUT_FRAMES) {
                throw new JournalException("the last " + CheckedPoller.MAX_CUT_FRAMES + " frames of the " + name.folder()
                    + " queue are all damaged: restore it from a copy");
            }
        }
        return NONE;
    }

    /** From the last whole frame that the index knows: a writer may have died between a frame and its index. */
    private static Tail readToEnd(final ChroniclePoller poller, final FrameCheck check) {
        Tail tail = new Tail(0L, Long.MIN_VALUE, 0, 0L, 0, NONE);
        while (poller.poll()) {
            if (check.whole(poller.buffer(), 0, poller.length()) == FrameVerdict.OK) {
                tail = new Tail(Frames.sequence(poller.buffer(), 0), Frames.received(poller.buffer(), 0),
                    Frames.epoch(poller.buffer(), 0), Frames.chain(poller.buffer(), 0), 0, poller.locator());
            } else {
                tail = new Tail(tail.sequence, tail.receivedMs, tail.epoch, tail.chain, tail.damagedFrames + 1, tail.index);
            }
        }
        return tail;
    }
}
