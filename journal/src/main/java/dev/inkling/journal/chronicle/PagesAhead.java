package dev.inkling.journal.chronicle;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import net.openhft.chronicle.bytes.MappedBytesStore;
import net.openhft.chronicle.core.OS;
import net.openhft.chronicle.core.io.ReferenceOwner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the pages of a queue's file ready before the appender comes to them. The first write to a page of a mapped file goes through the
 * kernel, which finds, clears and charges a page: a microsecond where memory lies ready, up to ten in a virtual machine that is given it
 * only then, for 17 frames. A thread of its own takes these faults, a bounded way ahead; where it is late the appender takes them itself.
 *
 * <p>It compares the first word of a page with 0 and puts 0 there if so, in one atomic step: what the appender has written stays.
 * It sleeps until the appender has come a step further, so an idle journal costs nothing.
 */
final class PagesAhead implements ReferenceOwner, AutoCloseable {
    /** How far ahead: 4 MiB are 16 ms at 250 MB/s, longer than a thread waits for a core; a 16th of what {@link DiskGuard} keeps back. */
    static final long AHEAD_BYTES = 4L << 20;
    /** How far the appender goes before it tells: 256 KiB are 64 pages, and a thousand frames share the cost of telling. */
    static final long STEP_BYTES = 256L << 10;

    /**
     * Between two looks at how far the appender is, while it goes on: at 250 MB/s it then comes 250 KiB nearer. A thread that the appender
     * woke each time would be put on the appender's own core, and take it.
     */
    static final long LOOK_NANOS = 1_000_000L;
    /** Looks that find nothing new before the thread sleeps until it is told. */
    static final int QUIET_LOOKS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(PagesAhead.class);

    private final DiskGuard guard;
    private final int pageBytes = OS.pageSize();
    private final Thread thread;
    /** The block to go on in, reserved for this; the thread takes it out. */
    private final AtomicReference<MappedBytesStore> next = new AtomicReference<>();
    private volatile long reached;
    private volatile boolean isStopped;
    private volatile boolean isAsleep;
    /** The appender's: where to tell again. */
    private long tellAt;

    /**
     * Starts the thread.
     *
     * @param name  of the queue
     * @param guard tells when the disk is low; then nothing is touched
     */
    PagesAhead(final String name, final DiskGuard guard) {
        this.guard = guard;
        thread = new Thread(this::run, "inkling-pages-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The appender writes to another block. Appending thread only, while it holds the block.
     *
     * @param block    now written to
     * @param position of the appender in the file
     */
    void onBlock(final MappedBytesStore block, final long position) {
        if (isStopped) {
            return;
        }
        block.reserve(this);
        reached = position;
        release(next.getAndSet(block));
        tell(position);
    }

    /**
     * The appender has come to a position. Appending thread only.
     *
     * @param position in the file
     */
    void onPosition(final long position) {
        if (position >= tellAt) {
            tell(position);
        }
    }

    private void tell(final long position) {
        tellAt = position + STEP_BYTES;
        reached = position;
        if (isAsleep) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        MappedBytesStore block = null;
        long touched = 0;
        int quietLooks = 0;
        try {
            while (!isStopped) {
                final MappedBytesStore other = next.getAndSet(null);
                if (other != null) {
                    release(block);
                    block = other;
                    touched = 0;
                }
                final long from = reached;
                if (block != null) {
                    touched = touch(block, Math.max(Math.max(touched, from), block.start()), from + AHEAD_BYTES);
                }
                quietLooks = other == null && from == reached ? quietLooks + 1 : 0;
                if (quietLooks <= QUIET_LOOKS) {
                    LockSupport.parkNanos(this, LOOK_NANOS);
                } else {
                    sleep(from);
                }
            }
        } catch (final RuntimeException | InternalError e) {
            LOG.warn("pages of the journal are not made ready any more; appends go on, more slowly", e);
        } finally {
            isStopped = true;
            release(block);
            release(next.getAndSet(null));
        }
    }

    /** Waits until the appender tells; what it told before this thread said that it sleeps is looked for first. */
    private void sleep(final long from) {
        isAsleep = true;
        if (next.get() == null && from == reached && !isStopped) {
            LockSupport.park(this);
        }
        isAsleep = false;
    }

    /** Returns the position up to which all is touched. */
    private long touch(final MappedBytesStore block, final long from, final long to) {
        // What a mapped block calls its capacity is the position in the file where its mapping ends.
        final long end = Math.min(to, block.capacity()) - Integer.BYTES;
        long page = (from + pageBytes - 1) / pageBytes * pageBytes;
        while (page <= end && !isStopped && !guard.isLow() && next.get() == null) {
            block.compareAndSwapInt(page, 0, 0);
            page += pageBytes;
        }
        return page;
    }

    private void release(final MappedBytesStore block) {
        if (block != null) {
            block.release(this);
        }
    }

    /** Ends the thread and gives its block back. Appending thread only. */
    @Override
    public void close() {
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
        release(next.getAndSet(null));
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
