package dev.inkling.ring;

import dev.inkling.journal.FrameCheck;
import dev.inkling.journal.FramePoller;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import org.agrona.DirectBuffer;

/**
 * Reads what is left of the decisions queue behind damage: the records that are whole by themselves, whatever they continue. Good for
 * comparing only. Confined to one thread.
 */
final class WholeRecords implements FramePoller {
    private final FramePoller records;
    private final FrameCheck check = new FrameCheck(QueueName.DECISIONS);
    private long damaged;
    private String damagedFile = "";
    private long lastChain;

    /**
     * A reader.
     *
     * @param journal to read
     * @param behind  the last record before the damage
     */
    WholeRecords(final Journal journal, final FramePosition behind) {
        records = journal.poller(QueueName.DECISIONS, behind);
        lastChain = behind.chain();
    }

    @Override
    public boolean poll() {
        while (records.poll()) {
            if (check.whole(records.buffer(), 0, records.length()) == FrameVerdict.OK) {
                lastChain = Frames.chain(records.buffer(), 0);
                return true;
            }
            damagedFile = damaged == 0 ? records.file() : damagedFile;
            damaged++;
        }
        return false;
    }

    @Override
    public DirectBuffer buffer() {
        return records.buffer();
    }

    @Override
    public int length() {
        return records.length();
    }

    /**
     * Damaged records passed over.
     *
     * @return count so far
     */
    long damaged() {
        return damaged;
    }

    /** Where the first damaged record is; where the last one was read when only what they continue is wrong. */
    @Override
    public String file() {
        return damaged == 0 ? records.file() : damagedFile;
    }

    /**
     * Chain of the last whole record.
     *
     * @return the digest
     */
    long lastChain() {
        return lastChain;
    }

    @Override
    public void close() {
        records.close();
    }
}
