package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

import dev.inkling.journal.DiskLowException;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a copy of another data folder's journal, frame by frame as they are there: same sequences, epochs and chains. Frames that are
 * damaged or out of their place are never copied, and no decision before its event. The folder followed is only read, until
 * {@link #promote}.
 *
 * <p>A writer of that folder may come and go meanwhile. When a new one has come, what is read is opened anew, as the files may have been
 * mended: an end that is shorter than the copy shows then, and is refused. Confined to one thread.
 */
public final class JournalMirror implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalMirror.class);
    private static final long LOOK_NS = 50_000_000L;
    private static final long NOTE_NS = 1_000_000_000L;
    private static final int DRAIN_FRAMES = 65_536;

    private final Path followed;
    private final Path folder;
    private final ChronicleJournal own;
    private final Map<QueueName, QueueCopy> copies = new EnumMap<>(QueueName.class);
    private final QueueCopy events;
    private final QueueCopy decisions;
    private final QueueCopy deadLetters;
    private ChronicleJournal source;
    private int sourceEpoch;
    private boolean isAttached;
    private boolean isChanged;
    private boolean isPromoted;
    private long lookedNs = System.nanoTime();
    private long notedNs = lookedNs;

    private JournalMirror(final Path followed, final Path folder, final ChronicleJournal own) {
        this.followed = followed;
        this.folder = folder;
        this.own = own;
        for (final QueueName name : QueueName.values()) {
            copies.put(name, new QueueCopy(name, own));
        }
        events = copies.get(QueueName.EVENTS);
        decisions = copies.get(QueueName.DECISIONS);
        deadLetters = copies.get(QueueName.DEAD_LETTERS);
    }

    /**
     * Opens or begins a copy, and finds where it ends in what it is a copy of.
     *
     * @param followed data folder to follow; has a journal, in use or not
     * @param folder   data folder of the copy, made when missing
     * @return the mirror
     * @throws JournalException when there is nothing to follow, the copy is in use, it has taken over from what it shall follow, or has
     *                          diverged from it; of a journal that is no copy nothing is cut that its own writer would not cut
     */
    public static JournalMirror open(final Path followed, final Path folder) {
        final Path from = followed.toAbsolutePath().normalize();
        final Path to = folder.toAbsolutePath().normalize();
        if (from.equals(to)) {
            throw new JournalException("a standby needs a folder of its own, other than " + from);
        }
        if (!JournalSettings.exist(from)) {
            throw new JournalException("cannot follow " + from + ": it has no journal");
        }
        if (isPromoted(from, to)) {
            throw new JournalException("data folder " + to + " has taken over from " + from + ": serve it without --follow");
        }
        final JournalSettings settings = JournalSettings.read(from);
        final boolean isCopy = FollowFile.isIn(to) || Fence.isTakenOver(to, from);
        final ChronicleJournal own =
            ChronicleJournal.openToMirror(to, new JournalOptions(settings.rollCycle(), settings.blockBytes()), isCopy);
        boolean isOpen = false;
        try {
            final JournalMirror mirror = new JournalMirror(from, to, own);
            mirror.attach(FollowFile.places(to));
            FollowFile.write(to, from, mirror.places());
            isOpen = true;
            return mirror;
        } finally {
            if (!isOpen) {
                own.close();
            }
        }
    }

    /**
     * Whether a standby's folder was promoted: it took over from the one that it followed, and has a journal of its own since.
     *
     * @param followed data folder that it followed
     * @param folder   of the standby
     * @return true from its promotion on, whoever else has taken it over since
     */
    public static boolean isPromoted(final Path followed, final Path folder) {
        final Path to = folder.toAbsolutePath().normalize();
        return JournalSettings.exist(to) && !FollowFile.isIn(to) && Fence.isTakenOver(followed.toAbsolutePath().normalize(), to);
    }

    /**
     * Copies what is there, events before their decisions.
     *
     * @param limit most frames of each queue
     * @return frames copied; 0 when the copy has caught up
     * @throws DiskLowException when the copy's disk is full; later there may be room
     * @throws JournalException when what is followed cannot be read or is damaged, or has diverged; the next call tries again
     */
    public int copy(final int limit) {
        if (!isAttached) {
            reopen();
        }
        final int copied = copyAll(limit);
        isChanged |= copied > 0;
        final long nowNs = System.nanoTime();
        if (copied == 0 && nowNs - lookedNs > LOOK_NS) {
            lookedNs = nowNs;
            if (epochFollowed() != sourceEpoch) {
                reopen();
            }
        }
        if (isChanged && nowNs - notedNs > NOTE_NS) {
            note();
            notedNs = System.nanoTime();
        }
        return copied;
    }

    /** A reader that met a fault goes no further: the next attempt is made by another. */
    private int copyAll(final int limit) {
        try {
            return events.copy(limit, Long.MAX_VALUE) + decisions.copy(limit, events.sequence()) + deadLetters.copy(limit, Long.MAX_VALUE);
        } catch (final DiskLowException noRoom) {
            throw noRoom;
        } catch (final JournalException fault) {
            detach();
            throw fault;
        }
    }

    /**
     * Opens what is followed anew, and goes on behind the copy's end.
     *
     * @throws JournalException when it cannot be read, or no longer holds what was copied
     */
    public void reopen() {
        attach(places());
    }

    private void attach(final Map<QueueName, FramePosition> hints) {
        detach();
        try {
            final int epoch = epochFollowed();
            source = ChronicleJournal.openForReading(followed);
            copies.forEach((name, copy) -> copy.attach(source, hints.get(name)));
            if (sourceEpoch != 0 && epoch != sourceEpoch) {
                LOG.info("{} has a new writer, of epoch {}; following it behind sequence {}", followed, epoch, events.sequence());
            }
            sourceEpoch = epoch;
            isAttached = true;
        } catch (final JournalException e) {
            throw new JournalException("cannot follow " + followed + ": " + e.getMessage(), e);
        } finally {
            if (!isAttached) {
                detach();
            }
        }
    }

    private void detach() {
        isAttached = false;
        copies.values().forEach(QueueCopy::close);
        if (source != null) {
            source.close();
            source = null;
        }
    }

    private int epochFollowed() {
        try {
            return EpochFile.read(followed);
        } catch (final IOException e) {
            throw new JournalException("cannot read the epoch of " + followed + ": " + e.getMessage(), e);
        }
    }

    private Map<QueueName, FramePosition> places() {
        final Map<QueueName, FramePosition> places = new EnumMap<>(QueueName.class);
        copies.forEach((name, copy) -> {
            if (copy.isPlaced()) {
                places.put(name, copy.position());
            }
        });
        return places;
    }

    /** The copy on disk first: a place behind its end would be of no use. */
    private void note() {
        copies.values().forEach(QueueCopy::sync);
        FollowFile.write(folder, followed, places());
        isChanged = false;
    }

    /**
     * The copy, to be read while it grows. After {@link #promote} it can be written to, and is to be closed by who does.
     *
     * @return always the same journal
     */
    public ChronicleJournal journal() {
        return own;
    }

    /**
     * Last event copied.
     *
     * @return the sequence, 0 when there is none
     */
    public long lastSequence() {
        return events.sequence();
    }

    /**
     * Time of the last event copied.
     *
     * @return epoch ms, {@link Long#MIN_VALUE} when there is none
     */
    public long lastReceivedMs() {
        return events.receivedMs();
    }

    /**
     * Sequence of the last decision or checkpoint copied: those of earlier events are all there.
     *
     * @return the sequence, 0 when there is none
     */
    public long lastDecided() {
        return decisions.sequence();
    }

    /**
     * Frames copied so far that change what earlier ones mean: skips, and those that take others back.
     *
     * @return a count that grows
     */
    public long amendments() {
        return events.amendments() + decisions.amendments();
    }

    /**
     * Events that are there to be copied. Reads the end of the queue followed: some ten microseconds.
     *
     * @return frames, 0 when none are known of
     */
    public long framesBehind() {
        return isAttached ? Math.max(0L, source.tail(QueueName.EVENTS).sequence() - events.sequence()) : 0L;
    }

    /**
     * Takes over: shuts the writers of the folder followed out, reads its queues to their ends once more, and makes the copy a journal that
     * can be written to, of a later epoch. Whatever was acknowledged there is then here, if both folders are on one machine; over a network
     * file system the other process must be dead before.
     *
     * @param isForced also when a writer runs there (it is then shut out in the midst), and when the folder followed cannot be
     *                 read (then the copy stands as it is, and the other must never be started again)
     * @return up to where, and how sure that is
     * @throws JournalException when it may not be without force, or another standby has taken over, or the copy cannot be written;
     *                          unless it says otherwise all is as before
     */
    public Promotion promote(final boolean isForced) {
        Fence fence = null;
        boolean isWhole = true;
        int epoch = highestEpoch();
        try {
            if (!isForced && ChronicleJournal.isHeld(followed)) {
                throw new JournalException(followed + " has a writer that lives: stop it first, or promote by force, which shuts it out");
            }
            readWhatIsThere();
            events.copy(DRAIN_FRAMES, Long.MAX_VALUE);
            epoch = Math.max(epoch, Math.max(highestEpoch(), epochFollowed()));
            fence = ChronicleJournal.isHeld(followed) ? Fence.map(followed) : Fence.open(followed);
            fence.raise((int) Math.max(epoch + 1L, fence.epoch()), folder);
        } catch (final IOException | JournalException e) {
            isWhole = false;
            onObstacle(fence, isForced, e);
        }
        if (fence != null) {
            isWhole &= readToEnd(isForced);
            epoch = Math.max(epoch, Math.max(highestEpoch(), epochAfterFence(fence)));
        }
        detach();
        own.takeOver(epoch + 1);
        FollowFile.delete(folder);
        isPromoted = true;
        if (fence != null) {
            fence.settle(events.sequence());
        }
        return new Promotion(events.sequence(), own.epoch(), fence != null, isWhole);
    }

    private static void onObstacle(final Fence fence, final boolean isForced, final Exception e) {
        if (!isForced || fence != null) {
            throw e instanceof JournalException known ? known
                : new JournalException("cannot shut out the one followed: " + e.getMessage(), e);
        }
        LOG.warn("promoted by force, without the one followed: {}", e.getMessage());
    }

    private boolean readToEnd(final boolean isForced) {
        try {
            readWhatIsThere();
            drain();
            return true;
        } catch (final JournalException e) {
            if (!isForced) {
                throw new JournalException(followed + " is shut out, but cannot be read to its end: " + e.getMessage()
                    + "; promote by force to go on from sequence " + events.sequence(), e);
            }
            LOG.warn("promoted by force at sequence {}: {}", events.sequence(), e.getMessage());
            return false;
        }
    }

    /** While no other writer has come, what is open shows all that was ever acknowledged. */
    private void readWhatIsThere() {
        if (!isAttached || epochFollowed() != sourceEpoch) {
            reopen();
        }
    }

    private int epochAfterFence(final Fence fence) {
        try {
            return Math.max(epochFollowed(), (int) fence.epoch() - 1);
        } catch (final JournalException e) {
            LOG.warn("the epoch of {} cannot be read", followed, e);
            return (int) fence.epoch() - 1;
        }
    }

    private int highestEpoch() {
        return copies.values().stream().mapToInt(QueueCopy::epoch).max().orElse(0);
    }

    /** To the end of all three: there are no more events, so decisions behind the last one are such that are void. */
    private void drain() {
        while (events.copy(DRAIN_FRAMES, Long.MAX_VALUE) > 0) {
            LOG.debug("read on to {}", events.sequence());
        }
        while (decisions.copy(DRAIN_FRAMES, Long.MAX_VALUE) > 0 || deadLetters.copy(DRAIN_FRAMES, Long.MAX_VALUE) > 0) {
            LOG.debug("decided up to {}", decisions.sequence());
        }
    }

    /** Notes how far the copy is, and closes it unless it was promoted. */
    @Override
    public void close() {
        detach();
        if (!isPromoted) {
            try {
                note();
            } finally {
                own.close();
            }
        }
    }
}
