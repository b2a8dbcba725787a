package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.nio.file.Path;

import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/**
 * A queue as a writer finds it: what a dead one left is cleared, its torn end is mended.
 *
 * @param queue open for writing
 * @param tail  where it ends
 * @param isCut whether frames that no reader could step over were cut off
 */
record OpenedQueue(SingleChronicleQueue queue, Tail tail, boolean isCut) {
    /**
     * Opens it. To be called by the holder of the data folder's lock.
     *
     * @param folder   data folder
     * @param name     of the queue
     * @param settings of the journal
     * @param clock    by which files roll; made to be behind all that is in the queue
     * @param isCopy   whether what is cut comes again from the journal that this is a copy of
     * @return the queue, to be closed
     * @throws IOException      when it cannot be read or written
     * @throws JournalException when it is damaged beyond its end
     */
    static OpenedQueue open(final Path folder, final QueueName name, final JournalSettings settings, final QueueClock clock,
                            final boolean isCopy) throws IOException {
        final Path queueFolder = folder.resolve(name.folder());
        Leftovers.clear(queueFolder, name);
        SingleChronicleQueue queue = QueueFiles.builder(queueFolder, settings).timeProvider(clock).build();
        boolean isOpen = false;
        try {
            clock.atLeast(QueueFiles.startOfLastFile(queue));
            final TornEnd end = new TornEnd(queueFolder, name, of -> QueueFiles.builder(of, settings), isCopy);
            end.mend();
            if (end.isMended()) {
                queue.close();
                queue = QueueFiles.builder(queueFolder, settings).timeProvider(clock).build();
            }
            if (end.isMarked()) {
                clock.atLeast(QueueFiles.startOfLastFile(queue) + queue.rollCycle().lengthInMillis());
            }
            Leftovers.clearMarks(queueFolder, queue.lastCycle());
            final Tail tail = Tail.find(queue, name);
            if (tail.sequence() != end.sequence()) {
                throw new JournalException("the " + name.folder() + " queue ends at sequence " + end.sequence() + ", but its readers find "
                    + tail.sequence() + ": restore it from a copy");
            }
            isOpen = true;
            return new OpenedQueue(queue, tail, end.isCut());
        } finally {
            if (!isOpen) {
                queue.close();
            }
        }
    }
}
