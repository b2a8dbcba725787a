package dev.inkling.journal;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A journal in memory, for tests and simulation: the same sealing, order and refusals as on disk, gone with the process. Readers may be
 * on other threads than the appender.
 */
public final class MemoryJournal implements Journal {
    /** Default bound of a queue: 256 MiB, about a million frames of 256 bytes. */
    public static final long DEFAULT_MAX_BYTES = 256L << 20;

    private final Map<QueueName, MemoryQueue> queues;
    private final Map<QueueName, Appender> appenders = new EnumMap<>(QueueName.class);
    private final int epoch;

    /** An empty journal with the default bound. */
    public MemoryJournal() {
        this(DEFAULT_MAX_BYTES);
    }

    /**
     * An empty journal.
     *
     * @param maxBytes bound of each queue, in bytes; taken in pieces of 4 MiB as needed
     */
    public MemoryJournal(final long maxBytes) {
        queues = new EnumMap<>(QueueName.class);
        epoch = 1;
        for (final QueueName name : QueueName.values()) {
            queues.put(name, new MemoryQueue(maxBytes));
            appenders.put(name, new Appender(queues.get(name), new FrameSealer(name, epoch, Salts.create())));
        }
    }

    private MemoryJournal(final MemoryJournal before) {
        queues = before.queues;
        epoch = before.epoch + 1;
        for (final QueueName name : QueueName.values()) {
            final FrameSealer sealer = new FrameSealer(name, epoch, Salts.create());
            final Appender last = before.appenders.get(name);
            sealer.resume(last.lastSequence(), last.lastReceivedMs(), last.lastChain());
            appenders.put(name, new Appender(queues.get(name), sealer));
        }
    }

    /**
     * What a restart of the writer would find: the same queues under the next epoch. The journal before must no longer be written.
     *
     * @return the journal as reopened
     */
    public MemoryJournal reopen() {
        return new MemoryJournal(this);
    }

    @Override
    public FrameAppender appender(final QueueName queue) {
        return appenders.get(queue);
    }

    @Override
    public FramePoller poller(final QueueName queue) {
        return new Poller(queues.get(queue));
    }

    @Override
    public FramePoller poller(final QueueName queue, final FramePosition behind) {
        return new Poller(queues.get(queue)).moveBehind(queue, behind);
    }

    @Override
    public int epoch() {
        return epoch;
    }

    @Override
    public long blocksMapped() {
        long blocks = 0;
        for (final MemoryQueue queue : queues.values()) {
            blocks += queue.chunkCount();
        }
        return blocks;
    }

    @Override
    public void close() {
        // The memory goes with the last reference; readers may still hold it.
    }

    /** The writing end of one queue. */
    private static final class Appender implements FrameAppender {
        private final MemoryQueue queue;
        private final FrameSealer sealer;

        Appender(final MemoryQueue queue, final FrameSealer sealer) {
            this.queue = queue;
            this.sealer = sealer;
        }

        @Override
        public void append(final MutableDirectBuffer frame, final int offset, final int length, final long sequence,
                           final long receivedMs) {
            queue.append(sealer.seal(frame, offset, length, sequence, receivedMs), length);
            sealer.commit(frame, offset);
        }

        @Override
        public void appendSealed(final MutableDirectBuffer frame, final int offset, final int length, final int personal,
                                 final long sequence, final long receivedMs) {
            queue.append(sealer.seal(frame, offset, length, personal, sequence, receivedMs), length);
            sealer.commit(frame, offset);
        }

        @Override
        public void takeBack(final FramePosition behind) {
            sealer.takeBack(this, behind);
        }

        @Override
        public void sync() {
            // Memory survives nothing, and nobody is told otherwise.
        }

        @Override
        public long lastSequence() {
            return sealer.lastSequence();
        }

        @Override
        public long lastReceivedMs() {
            return sealer.lastReceivedMs();
        }

        @Override
        public long lastChain() {
            return sealer.lastChain();
        }
    }

    /** The reading end of one queue. */
    private static final class Poller implements FramePoller {
        private final MemoryQueue queue;
        private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(Frames.MAX_FRAME_BYTES));
        private long position;
        private int length;
        private long record = FramePosition.NOWHERE;

        Poller(final MemoryQueue queue) {
            this.queue = queue;
        }

        Poller moveBehind(final QueueName name, final FramePosition behind) {
            if (behind.locator() != FramePosition.NOWHERE) {
                if (!queue.isWithin(behind.locator())) {
                    throw FramePosition.notThere(name, behind);
                }
                position = behind.locator();
                if (!poll() || !behind.isBehind(buffer, 0)) {
                    throw FramePosition.notThere(name, behind);
                }
            }
            return this;
        }

        @Override
        public boolean poll() {
            final long found = queue.recordAt(position);
            if (found < 0L) {
                return false;
            }
            record = found;
            length = queue.length(record);
            queue.read(record, buffer, length);
            position = queue.behind(record, length);
            return true;
        }

        @Override
        public DirectBuffer buffer() {
            return buffer;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public long locator() {
            return record;
        }

        @Override
        public void close() {
            // Holds nothing but memory.
        }
    }
}
