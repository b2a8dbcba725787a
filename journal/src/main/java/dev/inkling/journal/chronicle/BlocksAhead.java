package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

import dev.inkling.journal.Frames;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.bytes.MappedBytesStore;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.queue.ChronicleQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a queue's file ready before its appender comes: longer, mapped, with room on disk, its pages in memory; and unmaps what lies behind.
 * Each of these takes between some microseconds and some milliseconds, and is done here by a thread of its own. Where that is late the
 * appender does it, but never goes where there is no room on disk: a write there would be a fault that loses what was written.
 *
 * <p>The thread sleeps until the appender has come a step further, so an idle journal costs nothing.
 */
final class BlocksAhead implements AutoCloseable {
    /** How far ahead pages are written to: 4 MiB are 16 ms at 250 MB/s, longer than a thread waits for a core. */
    static final long TOUCH_BYTES = 4L << 20;
    /** How far the appender goes before it tells: 256 KiB are 64 pages, and a thousand frames share the cost of telling. */
    static final long STEP_BYTES = 256L << 10;

    /**
     * Between two looks at how far the appender is, while it goes on: at 250 MB/s it then comes 250 KiB nearer. A thread that the appender
     * woke each time would be put on the appender's own core, and take it.
     */
    static final long LOOK_NANOS = 1_000_000L;
    /** Looks that find nothing new before the thread sleeps until it is told. */
    static final int QUIET_LOOKS = 100;
    /** Between two tries while the disk has no room. */
    static final long RETRY_NANOS = 20_000_000L;

    /** More than what Chronicle puts around a record or a page of its index. */
    private static final int RECORD_BYTES = 256;

    private static final Logger LOG = LoggerFactory.getLogger(BlocksAhead.class);

    private final String name;
    private final DiskGuard guard;
    private final boolean isGuarded;
    private final FileSpace.Opener opener;
    /** What one append may write behind where it begins: a frame, and two new pages of Chronicle's index. */
    private final long marginBytes;
    private final Thread thread;
    /** Files that the appender left, to be closed by the thread. */
    private final Queue<BlockWindow> left = new ConcurrentLinkedQueue<>();
    private volatile BlockWindow window;
    private volatile boolean isTouching = true;
    private volatile boolean isStopped;
    private volatile boolean isAsleep;
    /** The appender's: where it is, where to tell again, and from where on to ask before it goes on. */
    private long position;
    private long tellAt;
    private long askAt = Long.MAX_VALUE;
    /** The thread's: whether the guard was told that there is no room. */
    private boolean isFull;

    /**
     * Starts the thread.
     *
     * @param queue     open
     * @param name      of it
     * @param guard     is told when there is no room
     * @param isGuarded whether what the guard keeps back is to be left, and no append comes while it says that the disk is low
     * @param opener    of room
     */
    BlocksAhead(final ChronicleQueue queue, final QueueName name, final DiskGuard guard, final boolean isGuarded,
                final FileSpace.Opener opener) {
        this.name = name.folder();
        this.guard = guard;
        this.isGuarded = isGuarded;
        this.opener = opener;
        marginBytes = 2L * (Frames.MAX_FRAME_BYTES + RECORD_BYTES + (long) queue.rollCycle().defaultIndexCount() * Long.BYTES);
        thread = new Thread(this::run, "inkling-blocks-" + name.folder());
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Lets the next append through, and takes room for it where that was not done in time. Appending thread only.
     *
     * @throws dev.inkling.journal.DiskLowException when the disk has none
     */
    void require() {
        if (position >= askAt) {
            takeRoom();
        }
    }

    private void takeRoom() {
        final BlockWindow current = window;
        if (position >= current.openTo()) {
            try {
                if (!current.makeReady(position)) {
                    LockSupport.unpark(thread);
                    throw guard.noRoom();
                }
            } catch (final IOException e) {
                throw new JournalException("no room could be taken for the " + name + " queue: " + e.getMessage(), e);
            }
        }
        askAt = current.openTo();
    }

    /** The appender leaves its file. Appending thread only. */
    void leaveFile() {
        final BlockWindow current = window;
        if (current != null) {
            current.reached(position);
            window = null;
            left.add(current);
        }
        askAt = Long.MAX_VALUE;
        tellAt = Long.MIN_VALUE;
    }

    /**
     * The appender has come to a position, maybe in a new file. Appending thread only.
     *
     * @param bytes of the appender
     * @throws IOException when the room of a new file cannot be opened
     */
    void onPosition(final MappedBytes bytes) throws IOException {
        position = bytes.writePosition();
        if (position >= tellAt) {
            tell(bytes);
        }
    }

    private void tell(final MappedBytes bytes) throws IOException {
        if (window == null) {
            begin(bytes);
        }
        tellAt = position + STEP_BYTES;
        window.reached(position);
        if (isAsleep) {
            LockSupport.unpark(thread);
        }
    }

    private void begin(final MappedBytes bytes) throws IOException {
        final MappedFile file = bytes.mappedFile();
        final FileSpace room = opener.open(file.file());
        final BlockWindow other = new BlockWindow(file, (MappedBytesStore) bytes.bytesStore(), position,
            isGuarded ? new GuardedSpace(room, guard) : room, marginBytes);
        window = other;
        // Where there is no room, the next append says so.
        other.makeReady(position);
        askAt = other.openTo();
    }

    /** From now on no pages are written to ahead. Appending thread only. */
    void stopTouching() {
        isTouching = false;
    }

    private void run() {
        int quietLooks = 0;
        try {
            while (!isStopped) {
                final BlockWindow current = window;
                final long from = current == null ? 0L : current.reached();
                if (current != null) {
                    prepare(current, from);
                }
                closeLeft();
                quietLooks = isAt(current, from) ? quietLooks + 1 : 0;
                if (isFull) {
                    LockSupport.parkNanos(this, RETRY_NANOS);
                } else if (quietLooks <= QUIET_LOOKS) {
                    LockSupport.parkNanos(this, LOOK_NANOS);
                } else {
                    sleep(current, from);
                }
            }
        } catch (final IOException | RuntimeException | InternalError e) {
            LOG.warn("nothing is made ready ahead in the {} queue any more; appends go on, more slowly", name, e);
        } finally {
            isStopped = true;
            tellGuard(false);
        }
    }

    private void prepare(final BlockWindow current, final long from) throws IOException {
        if (!isGuarded || isFull || !guard.isLow()) {
            tellGuard(!current.makeReady(from));
        }
        if (isTouching) {
            current.touch(from, from + TOUCH_BYTES);
        }
        current.leave(from);
    }

    private void tellGuard(final boolean nowFull) {
        if (nowFull != isFull) {
            isFull = nowFull;
            guard.onRoom(!nowFull);
        }
    }

    private void closeLeft() throws IOException {
        BlockWindow each = left.poll();
        while (each != null) {
            each.close();
            each = left.poll();
        }
    }

    private boolean isAt(final BlockWindow current, final long from) {
        return left.isEmpty() && current == window && (current == null || !current.isLeaving() && current.reached() == from);
    }

    /** Waits until the appender tells; what it told before this thread said that it sleeps is looked for first. */
    private void sleep(final BlockWindow current, final long from) {
        isAsleep = true;
        if (isAt(current, from) && !isStopped) {
            LockSupport.park(this);
        }
        isAsleep = false;
    }

    /** Ends the thread and gives back all that is held. Appending thread only. */
    @Override
    public void close() throws IOException {
        isStopped = true;
        LockSupport.unpark(thread);
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (final InterruptedException e) {
                isInterrupted = true;
            }
        }
        try {
            leaveFile();
            closeLeft();
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
