package dev.inkling.journal.chronicle;

import java.io.IOException;

import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.FrameSealer;
import dev.inkling.journal.Frames;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Appends frames to the files of one queue: seal, copy, publish. What was appended is in the page cache, so it survives the process.
 * Allocates nothing but at a new block or file. One thread at a time.
 */
final class ChronicleAppender implements FrameAppender, AutoCloseable {
    private static final int NO_CYCLE = Integer.MIN_VALUE;

    private final SingleChronicleQueue queue;
    private final QueueName name;
    private final FrameSealer sealer;
    private final Runnable onBlockMapped;
    /** Null where appends must go on: decisions of events that are in the journal. */
    private final DiskGuard guard;
    private final BlocksAhead ahead;
    private final FileSync files;
    private ExcerptAppender appender;
    private final PointerBytesStore source = BytesStore.nativePointer();
    private BytesStore<?, ?> block;
    private int cycle = NO_CYCLE;
    private boolean isUnsure;

    ChronicleAppender(final SingleChronicleQueue queue, final QueueName name, final FrameSealer sealer,
                      final Runnable onBlockMapped, final DiskGuard guard, final BlocksAhead ahead, final FileSync files) {
        this.queue = queue;
        this.name = name;
        this.sealer = sealer;
        this.onBlockMapped = onBlockMapped;
        this.guard = guard;
        this.ahead = ahead;
        this.files = files;
    }

    @Override
    public void append(final MutableDirectBuffer frame, final int offset, final int length, final long sequence,
                       final long receivedMs) {
        check();
        put(sealer.seal(frame, offset, length, sequence, receivedMs), length);
        sealer.commit(frame, offset);
    }

    @Override
    public void appendSealed(final MutableDirectBuffer frame, final int offset, final int length, final int personal,
                             final long sequence, final long receivedMs) {
        check();
        put(sealer.seal(frame, offset, length, personal, sequence, receivedMs), length);
        sealer.commit(frame, offset);
    }

    /**
     * Appends a frame as another writer sealed it, so that both queues hold the same bytes.
     *
     * @param frame  sealed, checked to continue this queue; from index 0
     * @param length in bytes
     * @throws JournalException as {@link #append}
     */
    void appendAsIs(final DirectBuffer frame, final int length) {
        check();
        put(sealer.adopt(frame, 0, length), length);
        sealer.resume(Frames.sequence(frame, 0), Frames.received(frame, 0), Frames.chain(frame, 0));
    }

    private void check() {
        if (isUnsure) {
            throw new JournalException("the " + name.folder() + " queue failed in the middle of an append and takes no more: restart");
        }
        if (guard != null) {
            guard.check();
        }
        ahead.require();
    }

    private void put(final UnsafeBuffer sealed, final int length) {
        try {
            if (appender == null) {
                begin();
            }
            write(sealed, length);
        } catch (final RuntimeException | IOException | AssertionError | InternalError e) {
            settle(e);
        }
    }

    @Override
    public void takeBack(final FramePosition behind) {
        sealer.takeBack(this, behind);
    }

    /**
     * Makes all that was appended survive a loss of power: every file that this appender wrote since the last sync is synced whole,
     * all blocks of it, and the folder when a file was made in it; the first time, also what earlier writers left. What Chronicle keeps
     * beside (its table of locks and of first and last file) is not; it is made anew when it is lost. From now on no pages are written to
     * ahead: each sync would write them to disk as well, and have their next writes go through the kernel again.
     *
     * @throws JournalException when the medium refused
     */
    @Override
    public void sync() {
        ahead.stopTouching();
        try {
            files.sync();
        } catch (final IOException e) {
            throw new JournalException("the " + name.folder() + " queue could not be synced: " + e.getMessage(), e);
        }
    }

    @Override
    public long lastSequence() {
        return sealer.lastSequence();
    }

    @Override
    public long lastReceivedMs() {
        return sealer.lastReceivedMs();
    }

    @Override
    public long lastChain() {
        return sealer.lastChain();
    }

    @Override
    public void close() {
        try {
            ahead.close();
            files.close();
        } catch (final IOException e) {
            throw new JournalException("the files of the " + name.folder() + " queue could not be closed: " + e.getMessage(), e);
        } finally {
            if (appender != null) {
                appender.close();
            }
        }
    }

    private void begin() {
        appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true);
    }

    private void write(final UnsafeBuffer sealed, final int length) throws IOException {
        source.set(sealed.addressOffset(), length);
        appender.writeBytes(source);
        final Bytes<?> bytes = appender.wire().bytes();
        final BytesStore<?, ?> mapped = bytes.bytesStore();
        if (mapped != block) {
            block = mapped;
            onBlockMapped.run();
        }
        if (appender.cycle() != cycle) {
            ahead.leaveFile();
            files.onFile(appender.currentFile());
            cycle = appender.cycle();
        }
        ahead.onPosition((MappedBytes) bytes);
    }

    /**
     * An append failed at some step. Whether the frame is in the queue is read back from the queue itself: if it is, the append stands; if
     * the last frame is still the one before, it may be repeated; if neither can be told, the queue takes no more. Chronicle's appender
     * may be left in the middle of a document, so it goes in any case, and so does the lock that it may hold.
     */
    private void settle(final Throwable cause) {
        isUnsure = true;
        final Tail tail;
        try {
            if (appender != null) {
                appender.close();
                appender = null;
                ahead.leaveFile();
                block = null;
                cycle = NO_CYCLE;
            }
            Leftovers.clearLocks(queue.file().toPath());
            tail = Tail.find(queue, name);
        } catch (final RuntimeException e) {
            cause.addSuppressed(e);
            throw failed(cause);
        }
        if (tail.damagedFrames() == 0 && tail.chain() == sealer.pendingChain()) {
            reopenFile(cause);
            isUnsure = false;
        } else {
            isUnsure = tail.damagedFrames() > 0 || tail.chain() != sealer.lastChain();
            throw failed(cause);
        }
    }

    /** A frame in a file that sync does not know of must not be called synced later. */
    private void reopenFile(final Throwable cause) {
        try {
            begin();
            files.onFile(appender.currentFile());
            cycle = appender.cycle();
        } catch (final RuntimeException | IOException e) {
            cause.addSuppressed(e);
            throw failed(cause);
        }
    }

    private JournalException failed(final Throwable cause) {
        return new JournalException("could not append to the " + name.folder() + " queue: " + cause, cause);
    }
}
