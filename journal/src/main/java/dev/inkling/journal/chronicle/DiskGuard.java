package dev.inkling.journal.chronicle;

import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import dev.inkling.journal.DiskLowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the room on the medium, off the appending thread. Chronicle's files are sparse: a page is given a place on disk only when it is
 * first written to, through a mapping, and where there is no place the write becomes a fault that loses what was written. So appends are
 * refused while what is left is little, and taken again once there is more: what is kept back is for the pages already mapped, for
 * the decisions of events that are in the journal, and for what is written between two looks.
 *
 * <p>Kept back: 64 MiB, on a small medium a quarter of it; 64 MiB are 0.2 s at 300 MB/s, ten looks.
 */
final class DiskGuard implements AutoCloseable {
    /** Room that is kept back, bytes. */
    static final long RESERVE_BYTES = 64L << 20;
    /** Or this part of a medium that is small. */
    static final int RESERVE_PART = 4;
    /** Time between two looks, ms. */
    static final long LOOK_MS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(DiskGuard.class);

    private final String folder;
    private final LongSupplier usable;
    private final long reserveBytes;
    private final Thread thread = new Thread(this::watch, "inkling-disk");
    private volatile boolean isLow;
    /** Queues for which no room could be taken. */
    private final AtomicInteger withoutRoom = new AtomicInteger();

    /**
     * A guard over the medium of a folder, which has looked once.
     *
     * @param folder that exists
     */
    DiskGuard(final Path folder) {
        this(folder.toString(), folder.toFile()::getUsableSpace, reserve(folder.toFile()));
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * A guard that looks when it is told to.
     *
     * @param folder       for messages
     * @param usable       bytes left
     * @param reserveBytes bytes to keep back
     */
    DiskGuard(final String folder, final LongSupplier usable, final long reserveBytes) {
        this.folder = folder;
        this.usable = usable;
        this.reserveBytes = reserveBytes;
        look();
    }

    /** Bytes to keep back on a medium of a size. */
    static long reserve(final long mediumBytes) {
        return Math.min(RESERVE_BYTES, mediumBytes / RESERVE_PART);
    }

    private static long reserve(final File folder) {
        return reserve(folder.getTotalSpace());
    }

    /** Whether appends are refused. Any thread. */
    boolean isLow() {
        return isLow || withoutRoom.get() > 0;
    }

    /**
     * Whether so much can be taken and what is kept back be left. Looks at the disk, some microseconds. Any thread.
     *
     * @param bytes to be taken
     * @return false when it would be touched
     */
    boolean hasRoomFor(final long bytes) {
        return usable.getAsLong() - bytes >= reserveBytes;
    }

    /**
     * A queue found out whether it can take room; while one cannot, all appends are refused that can be. Any thread; a queue tells only
     * what changed.
     *
     * @param hasRoom whether it could, after it could not
     */
    void onRoom(final boolean hasRoom) {
        if (hasRoom) {
            withoutRoom.decrementAndGet();
            LOG.warn("room could be taken again on the disk of {}: events are taken", folder);
        } else {
            withoutRoom.incrementAndGet();
            LOG.error("no room could be taken on the disk of {}: events are refused until there is room", folder);
        }
    }

    /** What an append is refused with that finds no room. */
    DiskLowException noRoom() {
        return new DiskLowException("no room could be taken on the disk of " + folder + ": make room, events are taken again then");
    }

    /**
     * Refuses while there is too little room.
     *
     * @throws DiskLowException then
     */
    void check() {
        if (withoutRoom.get() > 0) {
            throw noRoom();
        }
        if (isLow) {
            throw new DiskLowException(String.format(Locale.ROOT,
                "less than %,d bytes are left on the disk of %s: make room, events are taken again then", reserveBytes, folder));
        }
    }

    /** Looks once. */
    final void look() {
        final boolean low = usable.getAsLong() < reserveBytes;
        if (low != isLow) {
            isLow = low;
            if (low) {
                LOG.error("less than {} bytes are left on the disk of {}: events are refused until there is room", reserveBytes, folder);
            } else {
                LOG.warn("there is room again on the disk of {}: events are taken", folder);
            }
        }
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                look();
                Thread.sleep(LOOK_MS);
            }
        } catch (final InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
