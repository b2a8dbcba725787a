package dev.inkling.ring;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.FramePoller;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.VoidFrame;
import dev.inkling.journal.codec.VoidDecoder;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongArrayList;

/**
 * Reads the decisions and checkpoints of a journal that stand: what a later void took back is passed over. One record can be looked at
 * before it is taken. Confined to one thread.
 */
final class DecisionReader implements AutoCloseable {
    private final CheckedPoller poller;
    /** For each void: how many records stand before it, and the last sequence that stands. */
    private final LongArrayList voidPositions = new LongArrayList();
    private final LongArrayList voidLastGood = new LongArrayList();
    private int nextVoid;
    private long position;
    private boolean atHand;
    /** Null while the fields that follow say it: a record is taken without making an object. */
    private FramePosition taken;
    private long takenSequence;
    private long takenReceivedMs;
    private int takenEpoch;
    private long takenChain;
    private long takenLocator;

    /**
     * A reader from the first record on.
     *
     * @param journal to read
     */
    DecisionReader(final Journal journal) {
        this(journal, FramePosition.START);
    }

    /**
     * A reader from a place on.
     *
     * @param journal to read
     * @param behind  the place
     * @throws JournalException when that place is not there
     */
    DecisionReader(final Journal journal, final FramePosition behind) {
        taken = behind;
        if (mayHoldVoid(journal, behind)) {
            findVoids(journal, behind);
        }
        poller = new CheckedPoller(journal, QueueName.DECISIONS, behind);
    }

    /** Voids are rare, and most records need not be looked at to tell that they are none. */
    private static boolean mayHoldVoid(final Journal journal, final FramePosition behind) {
        try (FramePoller records = journal.poller(QueueName.DECISIONS, behind)) {
            return records.pollNext(VoidFrame.LENGTH, VoidDecoder.TEMPLATE_ID);
        }
    }

    private void findVoids(final Journal journal, final FramePosition behind) {
        try (CheckedPoller scan = new CheckedPoller(journal, QueueName.DECISIONS, behind)) {
            for (long at = 0; scan.poll(); at++) {
                if (isVoid(scan.buffer())) {
                    voidPositions.addLong(at);
                    voidLastGood.addLong(VoidFrame.lastGood(scan.buffer(), 0));
                }
            }
        }
    }

    private static boolean isVoid(final DirectBuffer frame) {
        return Frames.templateId(frame, 0) == VoidDecoder.TEMPLATE_ID;
    }

    /**
     * Looks at the next record without taking it.
     *
     * @return false when there is none, or {@link #verdict()} tells of a fault
     */
    boolean peek() {
        while (!atHand && poller.poll()) {
            atHand = stands();
            position++;
        }
        return atHand;
    }

    private boolean stands() {
        if (isVoid(poller.buffer())) {
            return false;
        }
        while (nextVoid < voidPositions.size() && voidPositions.getLong(nextVoid) < position) {
            nextVoid++;
        }
        for (int i = nextVoid; i < voidLastGood.size(); i++) {
            if (sequence() > voidLastGood.getLong(i)) {
                return false;
            }
        }
        return true;
    }

    /** Takes the record at hand. */
    void take() {
        atHand = false;
        taken = null;
        takenSequence = poller.lastSequence();
        takenReceivedMs = poller.lastReceivedMs();
        takenEpoch = Frames.epoch(poller.buffer(), 0);
        takenChain = poller.lastChain();
        takenLocator = poller.locator();
    }

    /**
     * The place behind the last record that was taken.
     *
     * @return where a later reader can go on
     */
    FramePosition position() {
        if (taken == null) {
            taken = new FramePosition(takenSequence, takenReceivedMs, takenEpoch, takenChain, takenLocator);
        }
        return taken;
    }

    /**
     * Sequence of the record that was looked at.
     *
     * @return sequence of the event that caused it
     */
    long sequence() {
        return Frames.sequence(poller.buffer(), 0);
    }

    /**
     * The record that was looked at.
     *
     * @return holds it from index 0
     */
    DirectBuffer buffer() {
        return poller.buffer();
    }

    /**
     * Length of that record.
     *
     * @return bytes
     */
    int length() {
        return poller.length();
    }

    /**
     * What is wrong with the record behind the last one.
     *
     * @return OK while all is well
     */
    FrameVerdict verdict() {
        return poller.verdict();
    }

    @Override
    public void close() {
        poller.close();
    }
}
