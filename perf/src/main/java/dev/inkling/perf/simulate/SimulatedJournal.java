package dev.inkling.perf.simulate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.FrameCheck;
import dev.inkling.journal.FramePoller;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.FrameSealer;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.VoidFrame;
import dev.inkling.journal.codec.VoidDecoder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A journal over lists of frames, opened as the one on disk is: the last good frame of each queue is found, what lies behind it is cut or
 * left where a void takes it back, decisions of events that are gone are taken back, first those, then the events.
 */
final class SimulatedJournal implements Journal {
    private final Map<QueueName, List<byte[]>> queues;
    private final Map<QueueName, Appender> appenders = new EnumMap<>(QueueName.class);
    private final int epoch;

    private SimulatedJournal(final Map<QueueName, List<byte[]>> queues, final int epoch) {
        this.queues = queues;
        this.epoch = epoch;
    }

    /**
     * Opens it.
     *
     * @param queues  frames of each queue, changed by whatever is appended
     * @param epoch   to stamp
     * @param cut     whether damaged frames at an end are removed, even if none behind them is whole
     * @param isVoid  whether decisions of lost events are taken back, as is right
     * @param synced  told of the queue that is synced meanwhile
     * @return the journal
     */
    static SimulatedJournal open(
        final Map<QueueName, List<byte[]>> queues, final int epoch, final boolean cut, final boolean isVoid,
        final Consumer<QueueName> synced) {
        final SimulatedJournal journal = new SimulatedJournal(queues, epoch);
        final Map<QueueName, FrameCheck> tails = new EnumMap<>(QueueName.class);
        final Map<QueueName, Boolean> damaged = new EnumMap<>(QueueName.class);
        for (final QueueName name : QueueName.values()) {
            final FrameCheck tail = new FrameCheck(name);
            damaged.put(name, journal.mend(name, tail, cut));
            tails.put(name, tail);
        }
        for (final QueueName name : List.of(QueueName.DECISIONS, QueueName.EVENTS, QueueName.DEAD_LETTERS)) {
            final FrameCheck tail = tails.get(name);
            final Appender appender = journal.appender(name, tail);
            if (damaged.get(name)) {
                appender.takeBack(tail.lastSequence(), Math.max(0, tail.lastReceivedMs()));
            }
            if (name == QueueName.DECISIONS && isVoid && tail.lastSequence() > tails.get(QueueName.EVENTS).lastSequence()) {
                appender.takeBack(tails.get(QueueName.EVENTS).lastSequence(), Math.max(0, tail.lastReceivedMs()));
                synced.accept(name);
            }
        }
        return journal;
    }

    /** Moves a check to the last good frame and cuts what cannot stay behind it; true when there was anything behind it. */
    private boolean mend(final QueueName name, final FrameCheck check, final boolean cut) {
        final List<byte[]> frames = queues.get(name);
        int good = 0;
        for (int i = 0; i < frames.size();) {
            int at = i;
            while (at < frames.size() && (at > i && !isVoid(frames.get(at)) || !isGood(check, frames.get(at)))) {
                at++;
            }
            if (at == frames.size()) {
                break;
            }
            good = at + 1;
            i = good;
        }
        final List<byte[]> behind = frames.subList(good, frames.size());
        final boolean isDamaged = !behind.isEmpty();
        final FrameCheck alone = new FrameCheck(name);
        if (cut || behind.stream().anyMatch(frame -> alone.whole(new UnsafeBuffer(frame), 0, frame.length) == FrameVerdict.OK)) {
            behind.clear();
        }
        return isDamaged;
    }

    private static boolean isGood(final FrameCheck check, final byte[] frame) {
        return check.check(new UnsafeBuffer(frame), 0, frame.length) == FrameVerdict.OK;
    }

    private static boolean isVoid(final byte[] frame) {
        return frame.length == VoidFrame.LENGTH && Frames.templateId(new UnsafeBuffer(frame), 0) == VoidDecoder.TEMPLATE_ID;
    }

    private Appender appender(final QueueName name, final FrameCheck tail) {
        // salts that repeat, so that a run does
        final LongSupplier salts = new LongSupplier() {
            private long last;

            @Override
            public long getAsLong() {
                return ++last;
            }
        };
        final FrameSealer sealer = new FrameSealer(name, epoch, salts);
        sealer.resume(tail.lastSequence(), tail.lastReceivedMs(), tail.lastChain());
        final Appender appender = new Appender(queues.get(name), name, sealer);
        appenders.put(name, appender);
        return appender;
    }

    @Override
    public FrameAppender appender(final QueueName queue) {
        return appenders.get(queue);
    }

    @Override
    public FramePoller poller(final QueueName queue) {
        return new ListPoller(queues.get(queue));
    }

    @Override
    public FramePoller poller(final QueueName queue, final FramePosition behind) {
        final List<byte[]> frames = queues.get(queue);
        final long at = behind.locator();
        if (behind.equals(FramePosition.START)) {
            return poller(queue);
        }
        if (at < 0 || at >= frames.size() || !behind.isBehind(new UnsafeBuffer(frames.get((int) at)), 0)) {
            throw FramePosition.notThere(queue, behind);
        }
        return new ListPoller(frames).behind((int) at + 1);
    }

    @Override
    public int epoch() {
        return epoch;
    }

    @Override
    public long blocksMapped() {
        return 0;
    }

    @Override
    public void close() {
        // the lists stay
    }

    /** The writing end of one queue. */
    private static final class Appender implements FrameAppender {
        private final List<byte[]> frames;
        private final QueueName name;
        private final FrameSealer sealer;

        Appender(final List<byte[]> frames, final QueueName name, final FrameSealer sealer) {
            this.frames = frames;
            this.name = name;
            this.sealer = sealer;
        }

        void takeBack(final long lastGood, final long receivedMs) {
            final UnsafeBuffer frame = new UnsafeBuffer(new byte[VoidFrame.LENGTH]);
            VoidFrame.write(frame, 0, lastGood);
            append(frame, 0, VoidFrame.LENGTH, name == QueueName.DECISIONS ? lastGood : lastGood + 1, receivedMs);
        }

        @Override
        public void append(
            final MutableDirectBuffer frame, final int offset, final int length, final long sequence, final long receivedMs) {
            put(sealer.seal(frame, offset, length, sequence, receivedMs), length);
            sealer.commit(frame, offset);
        }

        @Override
        public void appendSealed(
            final MutableDirectBuffer frame, final int offset, final int length, final int personal, final long sequence,
            final long receivedMs) {
            put(sealer.seal(frame, offset, length, personal, sequence, receivedMs), length);
            sealer.commit(frame, offset);
        }

        private void put(final UnsafeBuffer sealed, final int length) {
            final byte[] frame = new byte[length];
            sealed.getBytes(0, frame);
            frames.add(frame);
        }

        @Override
        public void sync() {
            // the medium is told by whoever watches this journal
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
}
