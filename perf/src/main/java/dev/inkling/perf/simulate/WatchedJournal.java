package dev.inkling.perf.simulate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.FramePoller;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import org.agrona.MutableDirectBuffer;

/** A journal with a watcher at each append and sync. */
final class WatchedJournal implements Journal {
    private final Journal journal;
    private final Watcher watcher;
    private final Map<QueueName, FrameAppender> appenders = new EnumMap<>(QueueName.class);

    WatchedJournal(final Journal journal, final Watcher watcher) {
        this.journal = journal;
        this.watcher = watcher;
        for (final QueueName name : QueueName.values()) {
            appenders.put(name, new Appender(name, journal.appender(name)));
        }
    }

    @Override
    public FrameAppender appender(final QueueName queue) {
        return appenders.get(queue);
    }

    @Override
    public FramePoller poller(final QueueName queue) {
        watcher.checkAlive();
        final List<byte[]> lie = watcher.lie(queue);
        return lie == null ? journal.poller(queue) : new ListPoller(lie);
    }

    @Override
    public FramePoller poller(final QueueName queue, final FramePosition behind) {
        if (behind.equals(FramePosition.START)) {
            return poller(queue);
        }
        watcher.checkAlive();
        return journal.poller(queue, behind);
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
    public boolean isDiskLow() {
        return journal.isDiskLow();
    }

    @Override
    public void close() {
        journal.close();
    }

    /** The writing end of one queue. */
    private final class Appender implements FrameAppender {
        private final QueueName queue;
        private final FrameAppender appender;

        Appender(final QueueName queue, final FrameAppender appender) {
            this.queue = queue;
            this.appender = appender;
        }

        @Override
        public void append(
            final MutableDirectBuffer frame, final int offset, final int length, final long sequence, final long receivedMs) {
            if (!watcher.isSwallowed(queue)) {
                watcher.beforeAppend(queue, frame, offset, length, sequence);
                appender.append(frame, offset, length, sequence, receivedMs);
                watcher.afterAppend(queue, StoredFrame.copy(frame, offset, length));
            }
        }

        @Override
        public void appendSealed(
            final MutableDirectBuffer frame, final int offset, final int length, final int personal, final long sequence,
            final long receivedMs) {
            watcher.beforeAppend(queue, frame, offset, length, sequence);
            appender.appendSealed(frame, offset, length, personal, sequence, receivedMs);
            watcher.afterAppend(queue, StoredFrame.copy(frame, offset, length));
        }

        @Override
        public void takeBack(final FramePosition behind) {
            appender.takeBack(behind);
        }

        @Override
        public void sync() {
            watcher.beforeSync(queue);
            appender.sync();
            watcher.afterSync(queue);
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
    }
}
