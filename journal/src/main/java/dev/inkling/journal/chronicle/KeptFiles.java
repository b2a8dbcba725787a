package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.inkling.journal.FrameCheck;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Frames;
import dev.inkling.journal.QueueName;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.TailerDirection;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import org.agrona.ExpandableArrayBuffer;

/** The files of a queue by their cycles, and where its first frame is when older ones were removed. Not thread safe. */
final class KeptFiles {
    private final SingleChronicleQueue queue;
    private final QueueName name;
    private final RollCycle rollCycle;
    private final FileCycle cycles;

    KeptFiles(final SingleChronicleQueue queue, final QueueName name) {
        this.queue = queue;
        this.name = name;
        rollCycle = queue.rollCycle();
        cycles = new FileCycle(rollCycle);
    }

    /** The files there are, oldest first. */
    List<Path> list() throws IOException {
        return Leftovers.files(queue.file().toPath(), SingleChronicleQueue.SUFFIX);
    }

    FileCycle cycles() {
        return cycles;
    }

    /** The cycle in which a place is. */
    int cycleOf(final FramePosition place) {
        return rollCycle.toCycle(place.locator());
    }

    /**
     * Moves a poller behind a place.
     *
     * @param poller fresh
     * @param behind the place
     * @param first  where the queue begins
     * @throws IOException                           when the folder cannot be read
     * @throws dev.inkling.journal.JournalException when the place is not there
     */
    void move(final ChroniclePoller poller, final FramePosition behind, final FramePosition first) throws IOException {
        if (!behind.equals(first)) {
            if (behind.locator() == FramePosition.NOWHERE
                || first.locator() != FramePosition.NOWHERE && cycleOf(behind) <= cycleOf(first)) {
                throw FramePosition.removed(name, behind, first);
            }
            poller.moveBehind(behind);
        } else if (first.locator() != FramePosition.NOWHERE && !isMovedToFirst(poller, cycleOf(first))) {
            throw FramePosition.notThere(name, behind);
        }
    }

    /** Files whose removal was begun may still be there; the one behind them holds a frame, or they would not be removed. */
    private boolean isMovedToFirst(final ChroniclePoller poller, final int removed) throws IOException {
        for (final Path file : list()) {
            final int cycle = cycles.of(file);
            if (cycle > removed) {
                return poller.tailer().moveToIndex(rollCycle.toIndex(cycle, 0L));
            }
        }
        return false;
    }

    /**
     * The place behind the last frame before a file.
     *
     * @param file not the first one
     * @return the place, null when the file does not begin with a sound frame that continues a sound one: no reader could begin there
     */
    FramePosition before(final Path file) {
        final int cycle = cycles.of(file);
        try (ChroniclePoller poller = new ChroniclePoller(queue.createTailer(), name, () -> { }, false)) {
            final ExcerptTailer tailer = poller.tailer();
            if (!tailer.moveToIndex(rollCycle.toIndex(cycle, 0L)) || !poller.poll() || poller.length() > Frames.MAX_FRAME_BYTES) {
                return null;
            }
            final int length = poller.length();
            final ExpandableArrayBuffer frame = new ExpandableArrayBuffer(length);
            frame.putBytes(0, poller.buffer(), 0, length);
            tailer.direction(TailerDirection.BACKWARD);
            if (!tailer.moveToIndex(rollCycle.toIndex(cycle, 0L)) || !poller.poll() || !poller.poll()) {
                return null;
            }
            final FrameCheck check = new FrameCheck(name);
            if (rollCycle.toCycle(poller.locator()) >= cycle
                || check.whole(poller.buffer(), 0, poller.length()) != FrameVerdict.OK) {
                return null;
            }
            final FramePosition place = new FramePosition(Frames.sequence(poller.buffer(), 0), Frames.received(poller.buffer(), 0),
                Frames.epoch(poller.buffer(), 0), Frames.chain(poller.buffer(), 0), poller.locator());
            check.resume(place.sequence(), place.receivedMs(), place.epoch(), place.chain());
            return check.check(frame, 0, length) == FrameVerdict.OK ? place : null;
        }
    }
}
