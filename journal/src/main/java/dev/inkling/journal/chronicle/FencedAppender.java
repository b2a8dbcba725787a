package dev.inkling.journal.chronicle;

import java.lang.invoke.VarHandle;

import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.JournalException;
import org.agrona.MutableDirectBuffer;

/**
 * Appends only while nobody has taken over. It looks behind each append, with a full fence between: either this writer sees that it was
 * shut out, and never says that the frame stands, or whoever shut it out sees the frame. A frame that comes too late is in the
 * queue nevertheless; its writer is told that it failed, takes no more, and the folder is not opened again.
 */
final class FencedAppender implements FrameAppender {
    private final FrameAppender appender;
    private final Fence fence;
    private final int epoch;
    private final SyncedMark mark;

    /**
     * Around an appender.
     *
     * @param appender that writes
     * @param fence    of the data folder
     * @param epoch    of the writer
     * @param mark     told of each sync; null for queues of which none is noted
     */
    FencedAppender(final FrameAppender appender, final Fence fence, final int epoch, final SyncedMark mark) {
        this.mark = mark;
        this.appender = appender;
        this.fence = fence;
        this.epoch = epoch;
    }

    /**
     * As declared, and refused for good once the folder was taken over.
     *
     * @throws JournalException also when it was taken over; the frame may then be in the queue, where nobody will look
     */
    @Override
    public void append(final MutableDirectBuffer frame, final int offset, final int length, final long sequence,
                       final long receivedMs) {
        fence.require(epoch);
        appender.append(frame, offset, length, sequence, receivedMs);
        VarHandle.fullFence();
        fence.require(epoch);
    }

    @Override
    public void appendSealed(final MutableDirectBuffer frame, final int offset, final int length, final int personal,
                             final long sequence, final long receivedMs) {
        fence.require(epoch);
        appender.appendSealed(frame, offset, length, personal, sequence, receivedMs);
        VarHandle.fullFence();
        fence.require(epoch);
    }

    @Override
    public void takeBack(final FramePosition behind) {
        fence.require(epoch);
        appender.takeBack(behind);
        VarHandle.fullFence();
        fence.require(epoch);
    }

    @Override
    public void sync() {
        appender.sync();
        if (mark != null) {
            mark.onSynced(appender.lastSequence());
        }
    }

    @Override
    public long lastSequence() {
        return appender.lastSequence();
    }

    @Override
    public long lastReceivedMs() {
        return appender.lastReceivedMs();
    }

    @Override
    public long lastChain() {
        return appender.lastChain();
    }
}
