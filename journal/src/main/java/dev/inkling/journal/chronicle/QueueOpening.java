package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/** Opens one queue for writing: clears what a dead writer left, mends its end, and finds it. To be called by the holder of the lock. */
final class QueueOpening {
    private final Path folder;
    private final QueueName name;
    private final JournalSettings settings;
    private final QueueClock clock;
    private final boolean isCopy;
    private final SyncedMark mark;
    private boolean isCut;
    private String warning;

    /**
     * Of one queue.
     *
     * @param dataFolder that it is in
     * @param name       of it
     * @param settings   its layout
     * @param clock      by which its files roll
     * @param isCopy     whether what is not whole at its end comes again from elsewhere
     * @param mark       of what must be there
     */
    QueueOpening(final Path dataFolder, final QueueName name, final JournalSettings settings, final QueueClock clock,
                 final boolean isCopy, final SyncedMark mark) {
        this.mark = mark;
        folder = dataFolder.resolve(name.folder());
        this.name = name;
        this.settings = settings;
        this.clock = clock;
        this.isCopy = isCopy;
    }

    /**
     * Opens it.
     *
     * @param opened gets the queue, to be closed also when this fails; the last one given is the one in use
     * @return its end
     * @throws IOException when a file cannot be read or written
     */
    Tail open(final Consumer<SingleChronicleQueue> opened) throws IOException {
        final boolean hasLost = Leftovers.clear(folder, name, mark.trusted(name));
        SingleChronicleQueue queue = build(opened);
        clock.atLeast(QueueFiles.startOfLastFile(queue));
        final TornEnd end = new TornEnd(folder, name, of -> QueueFiles.builder(of, settings), isCopy, mark);
        end.mend();
        if (end.isMended()) {
            queue.close();
            queue = build(opened);
        }
        isCut = (hasLost || end.isCut()) && !isCopy;
        warning = end.warning();
        if (end.isMarked()) {
            clock.atLeast(QueueFiles.startOfLastFile(queue) + queue.rollCycle().lengthInMillis());
        }
        Leftovers.clearMarks(folder, queue.lastCycle());
        final Tail tail = Tail.find(queue, name);
        if (tail.sequence() != end.sequence()) {
            throw new JournalException("the " + name.folder() + " queue ends at sequence " + end.sequence() + ", but its readers find "
                + tail.sequence() + ": restore it from a copy");
        }
        return tail;
    }

    /** Chronicle's table holds nothing that is not found in the files: one that cannot be read is made anew. */
    private SingleChronicleQueue build(final Consumer<SingleChronicleQueue> opened) throws IOException {
        SingleChronicleQueue queue;
        try {
            queue = QueueFiles.builder(folder, settings).timeProvider(clock).build();
        } catch (final RuntimeException damaged) {
            final Path table = folder.resolve(SingleChronicleQueue.QUEUE_METADATA_FILE);
            if (!Files.exists(table)) {
                throw damaged;
            }
            Leftovers.discard(table, "cannot be read (" + damaged + ") and is made anew");
            queue = QueueFiles.builder(folder, settings).timeProvider(clock).build();
        }
        opened.accept(queue);
        return queue;
    }

    /**
     * Says what is to be known of it.
     *
     * @param cut      gets its name where frames that were appended may have been cut, so that a void frame is to say so
     * @param warnings gets what a start must tell
     */
    void report(final Set<QueueName> cut, final List<String> warnings) {
        if (isCut) {
            cut.add(name);
        }
        if (warning != null) {
            warnings.add(warning);
        }
    }
}
