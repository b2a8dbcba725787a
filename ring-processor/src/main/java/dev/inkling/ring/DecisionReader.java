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
    private final Journal journal;
    private final CheckedPoller poller;
    /** Null until damage was passed. */
    private WholeRecords rest;
    private FramePoller records;
    private boolean passesDamage;
    private long missing;
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
        this.journal = journal;
        taken = behind;
        if (mayHoldVoid(journal, behind)) {
            findVoids(new CheckedPoller(journal, QueueName.DECISIONS, behind));
        }
        poller = new CheckedPoller(journal, QueueName.DECISIONS, behind);
        records = poller;
    }

    /** Voids are rare, and most records need not be looked at to tell that they are none. */
    private static boolean mayHoldVoid(final Journal journal, final FramePosition behind) {
        try (FramePoller records = journal.poller(QueueName.DECISIONS, behind)) {
            return records.pollNext(VoidFrame.LENGTH, VoidDecoder.TEMPLATE_ID);
        }
    }

    private void findVoids(final FramePoller all) {
        try (FramePoller scan = all) {
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

    /** From now on, damage does not end the reading: records behind it that are whole by themselves are read as well, to be compared. */
    void passDamage() {
        passesDamage = true;
    }

    /**
     * Whether damage was passed.
     *
     * @return true once it was; what is read since is not proved to be all that there was
     */
    boolean isPastDamage() {
        return rest != null;
    }

    /**
     * Whether a record that is missing may be one of those that are damaged. Counts it.
     *
     * @return false when more are missing than are damaged
     */
    boolean mayBeDamaged() {
        return rest != null && ++missing <= rest.damaged();
    }

    /**
     * Damaged records passed.
     *
     * @return count so far
     */
    long damaged() {
        return rest == null ? 0L : rest.damaged();
    }

    /**
     * The place behind the last record before any damage, void or not. Makes an object.
     *
     * @return the place
     */
    FramePosition sound() {
        return poller.position();
    }

    /**
     * Reads on as far as can be read.
     *
     * @return chain of the last record there
     */
    long readToEnd() {
        boolean more;
        do {
            atHand = false;
            more = peek();
        } while (more);
        return rest == null ? poller.lastChain() : rest.lastChain();
    }

    /**
     * The file at fault.
     *
     * @return that of the first damaged record, or else of the last one read; empty where there are no files
     */
    String file() {
        return records.file();
    }

    /**
     * Looks at the next record without taking it.
     *
     * @return false when there is none, or {@link #verdict()} tells of a fault
     */
    boolean peek() {
        while (!atHand && (records.poll() || isAtDamage() && readRest().poll())) {
            atHand = stands();
            position++;
        }
        return atHand;
    }

    private boolean isAtDamage() {
        return passesDamage && rest == null && poller.verdict() != FrameVerdict.OK;
    }

    private FramePoller readRest() {
        final FramePosition behind = poller.position();
        voidPositions.clear();
        voidLastGood.clear();
        nextVoid = 0;
        position = 0;
        findVoids(new WholeRecords(journal, behind));
        rest = new WholeRecords(journal, behind);
        records = rest;
        return rest;
    }

    private boolean stands() {
        if (isVoid(records.buffer())) {
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
        if (rest != null) {
            return;
        }
        taken = null;
        takenSequence = poller.lastSequence();
        takenReceivedMs = poller.lastReceivedMs();
        takenEpoch = Frames.epoch(poller.buffer(), 0);
        takenChain = poller.lastChain();
        takenLocator = poller.locator();
    }

    /**
     * The place behind the last record that was taken, before any damage.
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
        return Frames.sequence(records.buffer(), 0);
    }

    /**
     * The record that was looked at.
     *
     * @return holds it from index 0
     */
    DirectBuffer buffer() {
        return records.buffer();
    }

    /**
     * Length of that record.
     *
     * @return bytes
     */
    int length() {
        return records.length();
    }

    /**
     * What is wrong with the record behind the last one.
     *
     * @return OK while all is well, and once damage was passed
     */
    FrameVerdict verdict() {
        return rest == null ? poller.verdict() : FrameVerdict.OK;
    }

    @Override
    public void close() {
        poller.close();
        if (rest != null) {
            rest.close();
        }
    }
}
