package dev.inkling.journal.chronicle;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.FrameCheck;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.codec.SkipDecoder;
import dev.inkling.journal.codec.VoidDecoder;

/** Copies one queue into another, each frame checked and then kept as it is. Allocates nothing per frame. Confined to one thread. */
final class QueueCopy implements AutoCloseable {
    private final QueueName name;
    private final ChronicleAppender to;
    private final FrameCheck check;
    private CheckedPoller from;
    /** Whether a frame was read that is not copied yet. */
    private boolean isAtHand;
    private long amendments;

    private long sequence;
    private long receivedMs;
    private int epoch;
    private long chain;
    private long locator = FramePosition.NOWHERE;

    /**
     * A copy that goes on where it ends.
     *
     * @param name of the queue
     * @param own  holds the copy
     */
    QueueCopy(final QueueName name, final ChronicleJournal own) {
        this.name = name;
        to = own.copier(name);
        check = new FrameCheck(name);
        final Tail tail = own.tail(name);
        sequence = tail.sequence();
        receivedMs = tail.receivedMs();
        epoch = tail.epoch();
        chain = tail.chain();
    }

    /**
     * Finds the last frame of the copy in a journal, to go on behind it.
     *
     * @param source to read
     * @param hint   a place at or before it, checked before it is believed; null for none
     * @throws JournalException when the journal does not hold that frame, or cannot be read
     */
    void attach(final Journal source, final FramePosition hint) {
        close();
        from = sequence == 0L ? begin(source) : find(source, hint);
        isAtHand = false;
        locator = from.locator();
    }

    private CheckedPoller begin(final Journal source) {
        if (!source.first(name).equals(FramePosition.START)) {
            throw new JournalException("the first frames of its " + name.folder() + " queue were removed with their old files, so a copy "
                + "cannot begin with it: restore a backup of it, and follow from there");
        }
        return CheckedPoller.fromFirst(source, name);
    }

    private CheckedPoller find(final Journal source, final FramePosition hint) {
        if (hint != null) {
            CheckedPoller near = null;
            try {
                near = new CheckedPoller(source, name, hint);
                // The place tells the frame by its prefix; the rest of it may be damaged, and taken back.
                if (check.whole(near.buffer(), 0, near.length()) == FrameVerdict.OK && isFound(near)) {
                    return near;
                }
                near.close();
            } catch (final JournalException notThere) {
                if (near != null) {
                    near.close();
                }
            }
        }
        final CheckedPoller all = CheckedPoller.fromFirst(source, name);
        if (isFound(all)) {
            return all;
        }
        final FrameVerdict verdict = all.verdict();
        final long ends = all.lastSequence();
        all.close();
        throw new JournalException(verdict == FrameVerdict.OK
            ? "its " + name.folder() + " queue does not hold sequence " + sequence + " as it was copied, and ends at " + ends
                + ": the two have diverged; serve whichever is to stand, and begin the other anew in an empty folder"
            : "its " + name.folder() + " queue cannot be read behind sequence " + ends + " (" + verdict
                + "), where what was copied before is looked for");
    }

    /** Sequences of decisions repeat and may go back; the chain does not. */
    private boolean isFound(final CheckedPoller poller) {
        while (poller.lastSequence() != sequence || poller.lastChain() != chain) {
            if (name != QueueName.DECISIONS && poller.lastSequence() >= sequence || !poller.poll()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Copies frames.
     *
     * @param limit most of them
     * @param last  sequence behind which none is copied
     * @return how many were
     * @throws JournalException when the next one is damaged or out of its place, or cannot be appended; nothing is lost by trying again
     */
    int copy(final int limit, final long last) {
        int copied = 0;
        while (copied < limit && (isAtHand || poll())) {
            isAtHand = true;
            if (Frames.sequence(from.buffer(), 0) > last) {
                break;
            }
            to.appendAsIs(from.buffer(), from.length());
            isAtHand = false;
            note();
            copied++;
        }
        return copied;
    }

    private boolean poll() {
        final boolean isThere = from.poll();
        if (!isThere && from.verdict() != FrameVerdict.OK) {
            throw new JournalException("the frame behind sequence " + sequence + " of its " + name.folder() + " queue is not copied: "
                + from.verdict());
        }
        return isThere;
    }

    private void note() {
        sequence = from.lastSequence();
        receivedMs = from.lastReceivedMs();
        epoch = Frames.epoch(from.buffer(), 0);
        chain = from.lastChain();
        locator = from.locator();
        final int template = Frames.templateId(from.buffer(), 0);
        if (template == SkipDecoder.TEMPLATE_ID || template == VoidDecoder.TEMPLATE_ID) {
            amendments++;
        }
    }

    /** Makes what was copied survive a loss of power. */
    void sync() {
        to.sync();
    }

    /** Where the copy ends. Makes an object. */
    FramePosition position() {
        return new FramePosition(sequence, receivedMs, epoch, chain, locator);
    }

    /** Whether the place of the last frame in the journal copied from is known. */
    boolean isPlaced() {
        return locator != FramePosition.NOWHERE;
    }

    long sequence() {
        return sequence;
    }

    long receivedMs() {
        return receivedMs;
    }

    int epoch() {
        return epoch;
    }

    /** Frames copied that change what frames before them mean. */
    long amendments() {
        return amendments;
    }

    @Override
    public void close() {
        if (from != null) {
            from.close();
            from = null;
        }
    }
}
