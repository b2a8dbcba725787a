package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

import net.openhft.chronicle.bytes.MappedBytesStore;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.core.OS;
import net.openhft.chronicle.core.io.ReferenceOwner;

/**
 * The blocks of one file of a queue around its end: those that the appender left and others may still use, the one it writes to, and the
 * next. Holding a block means that whoever leaves it does not unmap it, and that who comes to it finds it mapped. Guarded by itself, but
 * for what says otherwise.
 */
final class BlockWindow implements ReferenceOwner {
    /** Taken ahead at least, bytes: a small journal is to stay small. */
    static final long MIN_AHEAD_BYTES = 1L << 20;
    /** Taken ahead at most: 130 ms at 125 MB/s, and a quarter of what {@link DiskGuard} keeps back. */
    static final long MAX_AHEAD_BYTES = 16L << 20;
    /** In between, the part of what the file holds. */
    private static final int AHEAD_PART = 4;
    /** The next block is mapped when this part of the one before is left. */
    private static final int MAP_PART = 4;
    /** Only whole pages of any system are given back. */
    private static final long ALIGNMENT = 64L << 10;

    private final MappedFile file;
    private final FileSpace space;
    /** What one append may write behind where it began: a frame, and new pages of Chronicle's index. */
    private final long marginBytes;
    private final Deque<MappedBytesStore> blocks = new ArrayDeque<>();
    private final int pageBytes = OS.pageSize();
    private volatile long reached;
    private volatile long allocatedTo;
    /** From here on room is taken next. */
    private long takeFrom;
    /** Up to here pages were written to; of the thread that does that. */
    private long touchedTo;
    private boolean isClosed;

    /**
     * A window at the end of a file.
     *
     * @param file        that the appender writes to
     * @param current     block that the appender holds
     * @param position    of the appender in the file
     * @param space       of the file, closed with this
     * @param marginBytes what one append may write behind its position
     */
    BlockWindow(final MappedFile file, final MappedBytesStore current, final long position, final FileSpace space, final long marginBytes) {
        this.file = file;
        this.space = space;
        this.marginBytes = marginBytes;
        reached = position;
        file.reserve(this);
        current.reserve(this);
        blocks.add(current);
        PosixSpace.readNothingAhead(current);
        // What is written of this block as well: Chronicle leaves parts of its index to be written later.
        takeFrom = current.start();
        allocatedTo = Math.min(position, current.safeLimit());
    }

    /** Appends may begin before this position: the file has room on disk and is mapped for what one writes. Any thread. */
    long openTo() {
        return allocatedTo - marginBytes;
    }

    /** Where the appender was when it last told. Any thread. */
    long reached() {
        return reached;
    }

    /** The appender is there now. */
    void reached(final long position) {
        reached = position;
    }

    /**
     * Maps and takes what is to be ready for an appender.
     *
     * @param position of it
     * @return false when the disk has no room for that
     * @throws IOException when the file could not be made longer
     */
    synchronized boolean makeReady(final long position) throws IOException {
        if (isClosed) {
            return true;
        }
        final long ahead = Math.max(MIN_AHEAD_BYTES, Math.min(MAX_AHEAD_BYTES, position / AHEAD_PART));
        if (allocatedTo - position >= ahead && isMapped(position)) {
            return true;
        }
        if (!isMapped(position)) {
            mapNext();
        }
        // Never behind what is mapped: the file is that long, so all of it can be found and given back by who opens it later.
        final long end = blocks.getLast().safeLimit();
        final long wanted = Math.min(position + 2 * ahead, end);
        final long least = Math.min(position + MIN_AHEAD_BYTES, end);
        return wanted <= allocatedTo || take(position, wanted) || least > allocatedTo && take(position, least);
    }

    /** What an append wrote behind its end, pages of the index, has its place already. */
    private boolean take(final long position, final long to) throws IOException {
        if (!space.allocate(takeFrom, Math.max(takeFrom, position + marginBytes), to)) {
            return false;
        }
        takeFrom = to;
        allocatedTo = to;
        return true;
    }

    private boolean isMapped(final long position) {
        final MappedBytesStore last = blocks.getLast();
        return last.safeLimit() - position > Math.max(marginBytes, (last.safeLimit() - last.start()) / MAP_PART);
    }

    private void mapNext() throws IOException {
        final MappedBytesStore next = file.acquireByteStore(this, blocks.getLast().safeLimit());
        blocks.add(next);
        PosixSpace.readNothingAhead(next);
    }

    /**
     * Writes to pages so that the appender need not be the first: it compares the first word of each with 0 and puts 0 there if so, in one
     * atomic step, so what the appender has written stays. Not guarded: for the thread that also leaves and closes.
     *
     * @param from position of the appender
     * @param to   end; no more than what is allocated is written to
     */
    void touch(final long from, final long to) {
        final long start = Math.max(touchedTo, from / pageBytes * pageBytes + pageBytes);
        final long end = Math.min(to, allocatedTo);
        if (start >= end) {
            return;
        }
        for (final MappedBytesStore block : held()) {
            final long last = Math.min(end, block.safeLimit());
            for (long page = Math.max(start, block.start()); page < last; page += pageBytes) {
                block.compareAndSwapInt(page, 0, 0);
            }
        }
        touchedTo = (end + pageBytes - 1) / pageBytes * pageBytes;
    }

    private synchronized MappedBytesStore[] held() {
        return blocks.toArray(new MappedBytesStore[0]);
    }

    /**
     * Gives back the blocks before a position that nobody else uses; the last to leave a block unmaps it.
     *
     * @param position of the appender
     */
    void leave(final long position) {
        MappedBytesStore left = nextLeft(position);
        while (left != null) {
            left.release(this);
            left = nextLeft(position);
        }
    }

    /** Not always the first: Chronicle holds the block with the file's head, and that with the page of the index that it writes to. */
    private synchronized MappedBytesStore nextLeft(final long position) {
        final Iterator<MappedBytesStore> each = blocks.iterator();
        while (each.hasNext()) {
            final MappedBytesStore block = each.next();
            if (block.safeLimit() <= position && block.refCount() == 1) {
                each.remove();
                return block;
            }
        }
        return null;
    }

    /**
     * Gives back all, and what was taken on disk and not used.
     *
     * @throws IOException when the file cannot be reached
     */
    synchronized void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            final long end = blocks.getLast().safeLimit();
            space.free(Math.min(end, (reached + marginBytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT), end);
        } finally {
            blocks.forEach(block -> block.release(this));
            blocks.clear();
            file.release(this);
            space.close();
        }
    }
}
