package dev.inkling.ring;

import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.FramePoller;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A journal of which readers see one queue otherwise than it was written. */
final class TamperedJournal implements Journal {
    private final Journal journal;
    private final QueueName tampered;
    private final Predicate<UnsafeBuffer> hidden;
    private final Consumer<UnsafeBuffer> change;

    /**
     * A tampered view.
     *
     * @param journal  as it is
     * @param tampered queue to tamper with
     * @param hidden   frames that are not shown
     * @param change   done to a copy of each frame that is shown
     */
    TamperedJournal(
        final Journal journal, final QueueName tampered, final Predicate<UnsafeBuffer> hidden, final Consumer<UnsafeBuffer> change) {
        this.journal = journal;
        this.tampered = tampered;
        this.hidden = hidden;
        this.change = change;
    }

    /** Flips one bit of the first frame that answers. */
    static TamperedJournal flipped(final Journal journal, final QueueName queue, final Predicate<UnsafeBuffer> which, final int at) {
        return new TamperedJournal(journal, queue, frame -> false, frame -> {
            if (which.test(frame)) {
                frame.putByte(at, (byte) (frame.getByte(at) ^ 4));
            }
        });
    }

    @Override
    public FrameAppender appender(final QueueName queue) {
        return journal.appender(queue);
    }

    @Override
    public FramePoller poller(final QueueName queue) {
        return queue == tampered ? new Poller(journal.poller(queue)) : journal.poller(queue);
    }

    @Override
    public int epoch() {
        return journal.epoch();
    }

    @Override
    public long blocksMapped() {
        return journal.blocksMapped();
    }

    @Override
    public void close() {
        journal.close();
    }

    /** Reads what is shown. */
    private final class Poller implements FramePoller {
        private final FramePoller poller;
        private final UnsafeBuffer copy = new UnsafeBuffer(new byte[Frames.MAX_FRAME_BYTES]);

        Poller(final FramePoller poller) {
            this.poller = poller;
        }

        @Override
        public boolean poll() {
            while (poller.poll()) {
                copy.putBytes(0, poller.buffer(), 0, poller.length());
                if (!hidden.test(copy)) {
                    change.accept(copy);
                    return true;
                }
            }
            return false;
        }

        @Override
        public DirectBuffer buffer() {
            return copy;
        }

        @Override
        public int length() {
            return poller.length();
        }

        @Override
        public void close() {
            poller.close();
        }
    }
}
