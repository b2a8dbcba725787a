package dev.inkling.journal;

import dev.inkling.journal.codec.VoidDecoder;
import org.agrona.DirectBuffer;

/**
 * A poller that hands out sound frames only. What a crash left at the end of a queue is passed over when the writer that came after took
 * it back with a void frame; any other frame that fails its check ends the reading for good, and {@link #verdict()} says why. Confined to
 * one thread. Allocates nothing.
 */
public final class CheckedPoller implements FramePoller {
    /**
     * Most damaged frames in a row that a void can take back; a writer looks back no further. Among decisions there may be any number: they
     * are taken back behind damage wherever it is found, and made again.
     */
    public static final int MAX_CUT_FRAMES = 65_536;

    private final FramePoller poller;
    private final FrameCheck check;
    private final FrameScratch scratch = new FrameScratch();
    /** Null when only the poller is known. */
    private final Journal journal;
    private final QueueName queue;
    private FrameVerdict verdict = FrameVerdict.OK;
    private long cutFrames;
    private long locator = FramePosition.NOWHERE;

    /**
     * Reads a queue of which no frame was ever removed.
     *
     * @param poller of the queue, to be closed with this
     * @param queue  which
     */
    public CheckedPoller(final FramePoller poller, final QueueName queue) {
        this(poller, queue, null);
    }

    /**
     * Reads a queue on from a place.
     *
     * @param journal to read
     * @param queue   which
     * @param behind  the place
     * @throws JournalException when that place is not there
     */
    public CheckedPoller(final Journal journal, final QueueName queue, final FramePosition behind) {
        this(journal.poller(queue, behind), queue, journal);
        locator = behind.locator();
        check.resume(behind.sequence(), behind.receivedMs(), behind.epoch(), behind.chain());
    }

    private CheckedPoller(final FramePoller poller, final QueueName queue, final Journal journal) {
        this.poller = poller;
        this.queue = queue;
        this.journal = journal;
        this.check = new FrameCheck(queue);
    }

    /**
     * Reads a queue from where it begins now.
     *
     * @param journal to read
     * @param queue   which
     * @return a poller behind {@link Journal#first}
     * @throws JournalException when it cannot be read
     */
    public static CheckedPoller fromFirst(final Journal journal, final QueueName queue) {
        final FramePosition first = journal.first(queue);
        try {
            return new CheckedPoller(journal, queue, first);
        } catch (final JournalException e) {
            final FramePosition now = journal.first(queue);
            if (now.equals(first)) {
                throw e;
            }
            return new CheckedPoller(journal, queue, now);
        }
    }

    /**
     * Moves to the next sound frame. Void frames are handed out as well: those of the decisions queue take back sound frames too.
     *
     * @return false when there is none, be it that the queue ends here or that {@link #verdict()} tells of a fault
     * @throws JournalException when the queue cannot be read, or the next frames were removed meanwhile
     */
    @Override
    public boolean poll() {
        return poll(scratch);
    }

    /**
     * Moves to the next sound frame, as {@link #poll()} does, and leaves it elsewhere than in {@link #buffer()}, for those who read ahead.
     *
     * @param into holds it afterwards
     * @return false when there is none
     * @throws JournalException when the queue cannot be read
     */
    public boolean poll(final FrameScratch into) {
        if (verdict != FrameVerdict.OK || !poller.pollInto(into.buffer())) {
            return false;
        }
        final FrameVerdict found = check.check(into, poller.length());
        if (found == FrameVerdict.OK || pollPastDamage(found, into)) {
            locator = poller.locator();
            return true;
        }
        return false;
    }

    /**
     * The place behind the last frame handed out. Makes an object.
     *
     * @return where a later reader may go on
     */
    public FramePosition position() {
        return new FramePosition(check.lastSequence(), check.lastReceivedMs(), check.lastEpoch(), check.lastChain(), locator);
    }

    @Override
    public DirectBuffer buffer() {
        return scratch.buffer();
    }

    @Override
    public int length() {
        return poller.length();
    }

    /**
     * What is wrong with the frame behind the last one handed out.
     *
     * @return {@link FrameVerdict#OK} while all is well
     */
    public FrameVerdict verdict() {
        return verdict;
    }

    /**
     * Sequence of the last frame handed out; in case of a fault the next one is at fault.
     *
     * @return the sequence, 0 before the first
     */
    public long lastSequence() {
        return check.lastSequence();
    }

    /**
     * Time of the last frame handed out.
     *
     * @return epoch ms, {@link Long#MIN_VALUE} before the first
     */
    public long lastReceivedMs() {
        return check.lastReceivedMs();
    }

    /**
     * Chain of the last frame handed out.
     *
     * @return the digest, 0 before the first
     */
    public long lastChain() {
        return check.lastChain();
    }

    /**
     * Damaged frames passed over because a void took them back.
     *
     * @return count so far
     */
    public long cutFrames() {
        return cutFrames;
    }

    @Override
    public long locator() {
        return locator;
    }

    @Override
    public String file() {
        return poller.file();
    }

    @Override
    public void close() {
        poller.close();
    }

    private boolean pollPastDamage(final FrameVerdict fault, final FrameScratch into) {
        final long most = queue == QueueName.DECISIONS ? Long.MAX_VALUE : MAX_CUT_FRAMES;
        for (long damaged = 1; damaged <= most && poller.pollInto(into.buffer()); damaged++) {
            final boolean takesBack = poller.length() == VoidFrame.LENGTH
                && Frames.templateId(into.buffer(), 0) == VoidDecoder.TEMPLATE_ID;
            if (takesBack && check.check(into, poller.length()) == FrameVerdict.OK) {
                cutFrames += damaged;
                return true;
            }
        }
        requireNotRemoved();
        verdict = fault;
        return false;
    }

    /** A reader may be so slow that frames which it had not come to were removed: that is no damage. */
    private void requireNotRemoved() {
        if (journal != null) {
            final FramePosition first = journal.first(queue);
            if (first.sequence() > check.lastSequence()) {
                throw FramePosition.removed(queue, position(), first);
            }
        }
    }
}
