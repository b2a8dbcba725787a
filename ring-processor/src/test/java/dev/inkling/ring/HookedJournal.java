package dev.inkling.ring;

import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.FramePoller;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import org.agrona.MutableDirectBuffer;

/** A journal whose appends and syncs a test watches, holds up, or makes fail. */
final class HookedJournal implements Journal {
    private final Journal journal;
    private final Hook append;
    private final Hook sync;

    /**
     * A hooked journal.
     *
     * @param journal underneath
     * @param append  called before each append
     * @param sync    called before each sync
     */
    HookedJournal(final Journal journal, final Hook append, final Hook sync) {
        this.journal = journal;
        this.append = append;
        this.sync = sync;
    }

    @Override
    public FrameAppender appender(final QueueName queue) {
        final FrameAppender appender = journal.appender(queue);
        return new FrameAppender() {
            @Override
            public void append(
                final MutableDirectBuffer frame, final int offset, final int length, final long sequence, final long receivedMs) {
                HookedJournal.this.append.before(queue, sequence);
                appender.append(frame, offset, length, sequence, receivedMs);
            }

            @Override
            public void sync() {
                HookedJournal.this.sync.before(queue, appender.lastSequence());
                appender.sync();
            }

            @Override
            public long lastSequence() {
                return appender.lastSequence();
            }

            @Override
            public long lastReceivedMs() {
                return appender.lastReceivedMs();
            }

            @Override
            public long lastChain() {
                return appender.lastChain();
            }
        };
    }

    @Override
    public FramePoller poller(final QueueName queue) {
        return journal.poller(queue);
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

    /** Runs before something is done to a queue. */
    @FunctionalInterface
    interface Hook {
        /**
         * About to be done.
         *
         * @param queue    to which
         * @param sequence to be stamped, or the last one
         */
        void before(QueueName queue, long sequence);
    }
}
