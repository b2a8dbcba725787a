package dev.inkling.perf.simulate;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import dev.inkling.journal.Fact;
import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.FrameSealer;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.MomentFrame;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.codec.MomentEventDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes a recovery go wrong on purpose, by what it is given to read and what becomes of its appends. */
final class Lies {
    private static final int FIRST = Frames.HEADER_BYTES;

    private final Canary canary;

    Lies(final Canary canary) {
        this.canary = canary;
    }

    /** A start begins. */
    void begin() {
        // each start is wrong by itself
    }

    /** Whether an append of a recovery is left out. */
    boolean isSwallowed(final QueueName queue) {
        return canary == Canary.DROP_DECISION && queue == QueueName.DECISIONS;
    }

    /** Appends the last event once more. */
    static void doubleEvent(final Journal journal, final Model model) {
        for (int i = model.eventFrames() - 1; i >= 0; i--) {
            final StoredFrame frame = model.eventFrame(i);
            final Sent event = frame.template() == MomentEventDecoder.TEMPLATE_ID ? model.event(frame) : null;
            if (event != null && event.id() != null) {
                final FrameAppender appender = journal.appender(QueueName.EVENTS);
                final UnsafeBuffer buffer = new UnsafeBuffer(frame.bytes().clone());
                appender.append(buffer, 0, buffer.capacity(), appender.lastSequence() + 1, appender.lastReceivedMs());
                return;
            }
        }
    }

    /** What a recovery reads in place of the events; null when the truth. */
    List<byte[]> events(final List<StoredFrame> events) {
        if (canary != Canary.FORGET_LAST_ID && canary != Canary.REPLAY_TWICE) {
            return null;
        }
        int last = events.size() - 1;
        while (last >= 0 && events.get(last).template() != MomentEventDecoder.TEMPLATE_ID) {
            last--;
        }
        if (last < 1 || canary == Canary.REPLAY_TWICE && events.get(last - 1).template() != MomentEventDecoder.TEMPLATE_ID) {
            return null;
        }
        final List<byte[]> lie = new ArrayList<>();
        long chain = 0;
        for (int i = 0; i < events.size(); i++) {
            final StoredFrame truth = events.get(i);
            StoredFrame frame = truth;
            if (i >= last) {
                frame = sealed(i == last ? changed(events, last) : truth.bytes().clone(), truth, events.get(i - 1).received(), chain);
            }
            chain = frame.chain();
            lie.add(frame.bytes());
        }
        return lie;
    }

    private byte[] changed(final List<StoredFrame> events, final int last) {
        if (canary == Canary.REPLAY_TWICE) {
            return events.get(last - 1).bytes().clone();
        }
        final byte[] frame = events.get(last).bytes().clone();
        final UnsafeBuffer buffer = new UnsafeBuffer(frame);
        final long key = new MomentFrame().wrap(buffer, 0).bits(Fact.EVENT_KEY, 0);
        for (int at = FIRST; key != 0 && at <= frame.length - Long.BYTES; at++) {
            if (buffer.getLong(at, ByteOrder.LITTLE_ENDIAN) == key) {
                buffer.putLong(at, ~key, ByteOrder.LITTLE_ENDIAN);
                return frame;
            }
        }
        return frame;
    }

    private static StoredFrame sealed(final byte[] bytes, final StoredFrame truth, final long receivedBefore, final long chain) {
        final FrameSealer sealer = new FrameSealer(QueueName.EVENTS, truth.epoch(), () -> 1);
        sealer.resume(truth.sequence() - 1, receivedBefore, chain);
        final UnsafeBuffer frame = new UnsafeBuffer(bytes);
        sealer.seal(frame, 0, bytes.length, truth.sequence(), truth.received());
        return StoredFrame.copy(sealer.seal(frame, 0, bytes.length, truth.sequence(), truth.received()), 0, bytes.length);
    }
}
