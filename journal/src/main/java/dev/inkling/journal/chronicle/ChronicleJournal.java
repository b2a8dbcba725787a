package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import dev.inkling.journal.Folders;
import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.FramePoller;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.FrameSealer;
import dev.inkling.journal.Journal;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.Salts;
import dev.inkling.journal.VoidFrame;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of a data folder.
 *
 * <pre>
 *   journal.properties   format, roll cycle, block size; written once
 *   lock                 held while a writer has it open; the process id is in it
 *   epoch                how often it was opened for writing
 *   fence                the epoch of a standby that has taken over, if one has
 *   follow.properties    only in a standby's copy: how far it has followed
 *   retention.properties where queues begin of which old files were removed
 *   keep.lock            held while old files are removed or copied
 *   events/              a Chronicle queue, one file for each roll cycle
 *   decisions/           likewise
 *   dead-letters/        likewise
 * </pre>
 */
public final class ChronicleJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(ChronicleJournal.class);

    private final Path folder;
    private final Map<QueueName, SingleChronicleQueue> queues = new EnumMap<>(QueueName.class);
    private final Map<QueueName, ChronicleAppender> appenders = new EnumMap<>(QueueName.class);
    private final Map<QueueName, FrameAppender> fenced = new EnumMap<>(QueueName.class);
    /** Queues that lost frames at this start. */
    private final List<String> warnings = new ArrayList<>();
    private final Set<QueueName> cut = EnumSet.noneOf(QueueName.class);
    private final AtomicLong blocksMapped = new AtomicLong();
    private final FileSync.Medium medium;
    private FolderLock lock;
    private DiskGuard guard;
    private SyncedMark mark;
    private int epoch;

    private ChronicleJournal(final Path folder, final FileSync.Medium medium) {
        this.folder = folder;
        this.medium = medium;
    }

    /**
     * Opens a data folder for writing, and makes it when it is not there. Takes its lock, clears what a dead writer left, finds the
     * last whole frame of each queue, cuts what no reader can step over behind it, takes back by a void frame what was cut or is damaged,
     * and raises the epoch.
     *
     * @param dataFolder its place
     * @param options    layout of a new journal
     * @return the journal
     * @throws JournalException when another writer holds it, a standby has taken it over, it is a standby's copy, it was made otherwise
     *                          or by a newer build, or it cannot be read or written
     */
    public static ChronicleJournal open(final Path dataFolder, final JournalOptions options) {
        return open(dataFolder, options, System::currentTimeMillis, file -> { });
    }

    static ChronicleJournal open(final Path dataFolder, final JournalOptions options, final LongSupplier clock) {
        return open(dataFolder, options, clock, file -> { });
    }

    /**
     * As {@link #open(Path, JournalOptions)}, with a clock by which files roll, and someone who follows what is synced.
     *
     * @param dataFolder its place
     * @param options    layout of a new journal
     * @param clock      epoch ms; may step back
     * @param onSynced   told of each file of records, and of each queue's folder, once an appender's sync has reached the medium; on the
     *                   thread that syncs
     * @return the journal
     */
    public static ChronicleJournal open(final Path dataFolder, final JournalOptions options, final LongSupplier clock,
                                        final Consumer<Path> onSynced) {
        Quiet.please();
        final ChronicleJournal journal = new ChronicleJournal(dataFolder, FileSync.followed(onSynced));
        return journal.openedBy(() -> {
            Folders.create(dataFolder);
            journal.lock = FolderLock.take(dataFolder);
            UnfinishedMark.requireNone(dataFolder);
            Backup.requireNone(dataFolder);
            FollowFile.requireNone(dataFolder);
            // Before anything is mended: the standby may be reading.
            Fence.open(dataFolder).require(EpochFile.read(dataFolder) + 1);
            journal.begin(journal.openQueues(options, clock, false), 0);
        });
    }

    /**
     * Opens a data folder to hold a copy of another's frames, each as it is. Takes its lock, clears what a dead writer left, and cuts what
     * is not whole at the ends of its queues, as that comes again; appends nothing and raises no epoch.
     *
     * @param dataFolder its place
     * @param options    layout of the other one
     * @param isCopy     whether all that is in it is in the other one too; else nothing is cut that a writer of its own would not cut
     * @return the journal; it has no appenders until {@link #takeOver}
     * @throws JournalException when another writer holds it, it was made otherwise, or it cannot be read or written
     */
    static ChronicleJournal openToMirror(final Path dataFolder, final JournalOptions options, final boolean isCopy) {
        Quiet.please();
        final ChronicleJournal journal = new ChronicleJournal(dataFolder, FileSync.DISK);
        return journal.openedBy(() -> {
            Folders.create(dataFolder);
            journal.lock = FolderLock.take(dataFolder);
            UnfinishedMark.requireNone(dataFolder);
            Backup.requireNone(dataFolder);
            journal.openQueues(options, System::currentTimeMillis, isCopy).forEach((name, tail) -> {
                final FrameSealer sealer = new FrameSealer(name, 1, Salts.create());
                sealer.resume(tail.sequence(), tail.receivedMs(), tail.chain());
                journal.appenders.put(name, journal.appender(name, sealer, true));
            });
        });
    }

    /**
     * Opens a data folder for reading, be it in use or not. Creates and changes nothing.
     *
     * @param dataFolder its place
     * @return the journal; it has no appenders, and its epoch is 0
     * @throws JournalException when there is no journal, it was made by a newer build, or cannot be read
     */
    public static ChronicleJournal openForReading(final Path dataFolder) {
        Quiet.please();
        UnfinishedMark.requireNone(dataFolder);
        if (!JournalSettings.exist(dataFolder)) {
            throw new JournalException("no journal in " + dataFolder + ": it has no " + JournalSettings.FILE);
        }
        final ChronicleJournal journal = new ChronicleJournal(dataFolder, FileSync.DISK);
        return journal.openedBy(() -> {
            final JournalSettings settings = JournalSettings.read(dataFolder);
            for (final QueueName name : QueueName.values()) {
                journal.queues.put(name, QueueFiles.builder(dataFolder.resolve(name.folder()), settings).readOnly(true).build());
            }
        });
    }

    /**
     * Whether a writer, in this process or another, holds a data folder now.
     *
     * @param dataFolder its place
     * @return true while it does
     * @throws JournalException when that cannot be told
     */
    public static boolean isHeld(final Path dataFolder) {
        try {
            return FolderLock.isHeld(dataFolder);
        } catch (final IOException e) {
            throw new JournalException("cannot tell whether data folder " + dataFolder + " is in use: " + e.getMessage(), e);
        }
    }

    @Override
    public FrameAppender appender(final QueueName queue) {
        final FrameAppender appender = fenced.get(queue);
        if (appender == null) {
            throw new JournalException("journal " + folder + " is open for reading only, or closed");
        }
        return appender;
    }

    /** What appends frames as they are to a copy. */
    ChronicleAppender copier(final QueueName queue) {
        return appenders.get(queue);
    }

    /**
     * Makes a journal of its own of what was opened to hold a copy: syncs it and raises the epoch. Pollers go on.
     *
     * @param leastEpoch the new epoch is this or later
     * @throws JournalException when it cannot be written, or another standby has taken this one over
     */
    void takeOver(final int leastEpoch) {
        try {
            final Map<QueueName, Tail> tails = new EnumMap<>(QueueName.class);
            for (final QueueName name : QueueName.values()) {
                final ChronicleAppender copier = appenders.remove(name);
                copier.sync();
                copier.close();
                tails.put(name, tail(name));
            }
            begin(tails, leastEpoch);
        } catch (final IOException e) {
            throw new JournalException("the copy in " + folder + " cannot be made a journal of its own: " + e.getMessage(), e);
        }
    }

    /** Where a queue ends. */
    Tail tail(final QueueName queue) {
        return Tail.find(queues.get(queue), queue);
    }

    Path folder() {
        return folder;
    }

    SingleChronicleQueue queue(final QueueName name) {
        return queues.get(name);
    }

    @Override
    public FramePosition first(final QueueName queue) {
        return RetentionFile.read(folder).first(queue);
    }

    @Override
    public FramePoller poller(final QueueName queue) {
        return poller(queue, first(queue));
    }

    @Override
    public FramePoller poller(final QueueName queue, final FramePosition behind) {
        final FramePosition first = first(queue);
        final ChroniclePoller poller = newPoller(queue);
        boolean isThere = false;
        try {
            new KeptFiles(queues.get(queue), queue).move(poller, behind, first);
            isThere = true;
            return poller;
        } catch (final IOException e) {
            throw new JournalException("the " + queue.folder() + " queue of " + folder + " cannot be read: " + e, e);
        } finally {
            if (!isThere) {
                poller.close();
            }
        }
    }

    private ChroniclePoller newPoller(final QueueName queue) {
        try {
            return new ChroniclePoller(queues.get(queue).createTailer(), queue, blocksMapped::incrementAndGet, true);
        } catch (final RuntimeException e) {
            throw new JournalException("the " + queue.folder() + " queue of " + folder + " cannot be read: " + e, e);
        }
    }

    @Override
    public int epoch() {
        return epoch;
    }

    @Override
    public long blocksMapped() {
        return blocksMapped.get();
    }

    @Override
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public boolean isDiskLow() {
        return guard != null && guard.isLow();
    }

    /** Closes appenders, pollers and files, and gives the lock back. Does not sync. */
    @Override
    public void close() {
        try {
            appenders.values().forEach(ChronicleAppender::close);
            queues.values().forEach(SingleChronicleQueue::close);
        } finally {
            appenders.clear();
            fenced.clear();
            if (guard != null) {
                guard.close();
            }
            if (lock != null) {
                lock.close();
                lock = null;
            }
        }
    }

    private Map<QueueName, Tail> openQueues(final JournalOptions options, final LongSupplier source, final boolean isCopy)
        throws IOException {
        final boolean isNew = !JournalSettings.exist(folder);
        final JournalSettings settings = isNew ? JournalSettings.of(options) : JournalSettings.read(folder);
        settings.require(folder, options);
        if (isNew) {
            settings.write(folder); // before any queue could be laid out otherwise than this says
        }
        final QueueClock clock = new QueueClock(source);
        mark = isCopy ? SyncedMark.none(folder) : SyncedMark.read(folder);
        final Map<QueueName, Tail> tails = new EnumMap<>(QueueName.class);
        for (final QueueName name : QueueName.values()) {
            final QueueOpening opening = new QueueOpening(folder, name, settings, clock, isCopy, mark);
            tails.put(name, opening.open(queue -> queues.put(name, queue)));
            opening.report(cut, warnings);
        }
        guard = new DiskGuard(folder);
        PosixSpace.load();
        return tails;
    }

    /** From here on there is a writer of a new epoch. */
    private void begin(final Map<QueueName, Tail> tails, final int leastEpoch) throws IOException {
        int lastEpoch = Math.max(leastEpoch - 1, EpochFile.read(folder));
        for (final Tail tail : tails.values()) {
            lastEpoch = Math.max(lastEpoch, tail.epoch());
        }
        final Fence fence = Fence.open(folder);
        fence.require(lastEpoch + 1);
        epoch = EpochFile.raise(folder, lastEpoch);
        mark.begin();
        // Decisions first: should this start die in between, the next one still finds the damaged events and does both again.
        appenders.put(QueueName.DECISIONS, decisions(tails.get(QueueName.DECISIONS), tails.get(QueueName.EVENTS)));
        appenders.put(QueueName.EVENTS, appender(QueueName.EVENTS, tails.get(QueueName.EVENTS)));
        appenders.put(QueueName.DEAD_LETTERS, appender(QueueName.DEAD_LETTERS, tails.get(QueueName.DEAD_LETTERS)));
        for (final QueueName name : QueueName.values()) {
            final FrameAppender appender = appenders.get(name);
            if (appender.lastChain() != tails.get(name).chain()) {
                tails.get(name).requireReadable(queues.get(name), name, appender.lastChain());
            }
            fenced.put(name, new FencedAppender(appender, fence, epoch, name == QueueName.EVENTS ? mark : null));
        }
    }

    /**
     * What was decided on events that are gone is taken back: their sequences will be those of others. Synced before any event is appended:
     * were the power lost once more, those others could be there and the void not.
     */
    private ChronicleAppender decisions(final Tail tail, final Tail events) {
        final ChronicleAppender appender = appender(QueueName.DECISIONS, tail);
        if (tail.sequence() > events.sequence()) {
            LOG.warn("decisions of {} behind sequence {}, up to {}, are void: their events are gone", folder, events.sequence(),
                tail.sequence());
            VoidFrame.append(appender, events.sequence(), events.sequence(), events.receivedMs());
            appender.sync();
        }
        return appender;
    }

    private ChronicleAppender appender(final QueueName name, final Tail tail) {
        final FrameSealer sealer = new FrameSealer(name, epoch, Salts.create());
        sealer.resume(tail.sequence(), tail.receivedMs(), tail.chain());
        final ChronicleAppender appender = appender(name, sealer, name != QueueName.DECISIONS);
        if (tail.damagedFrames() > 0 || cut.contains(name)) {
            LOG.warn("the {} queue of {} ends in {} behind sequence {}; a void frame takes back what stood there", name.folder(), folder,
                cut.contains(name) ? "a cut" : tail.damagedFrames() + " damaged frames", tail.sequence());
            VoidFrame.append(appender, tail.sequence(), tail.sequence() + (name == QueueName.DECISIONS ? 0 : 1), tail.receivedMs());
        }
        return appender;
    }

    private ChronicleAppender appender(final QueueName name, final FrameSealer sealer, final boolean isGuarded) {
        return new ChronicleAppender(queues.get(name), name, sealer, blocksMapped::incrementAndGet, isGuarded ? guard : null,
            new BlocksAhead(queues.get(name), name, guard, isGuarded, PosixSpace::open),
            new FileSync(queues.get(name).file().toPath(), medium));
    }

    /** A step of opening. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    /** This, open; or closed again, and the reason told. */
    private ChronicleJournal openedBy(final Step step) {
        boolean isOpen = false;
        try {
            step.run();
            isOpen = true;
            return this;
        } catch (final IOException | RuntimeException e) {
            throw cannotOpen(e);
        } finally {
            if (!isOpen) {
                close();
            }
        }
    }

    private JournalException cannotOpen(final Exception cause) {
        return cause instanceof JournalException e ? e : new JournalException("cannot open the journal in " + folder + ": " + cause, cause);
    }
}
