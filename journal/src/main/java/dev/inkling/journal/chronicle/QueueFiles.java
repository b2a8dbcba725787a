package dev.inkling.journal.chronicle;

import java.nio.file.Path;

import dev.inkling.journal.JournalException;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

/** How Chronicle is to lay out and open the files of a queue. */
final class QueueFiles {
    /** Nobody else holds a lock of these queues, so any wait is for nothing; Chronicle's own default is 10 s. */
    private static final long CHRONICLE_TIMEOUT_MS = 1_000L;

    private QueueFiles() {
    }

    static SingleChronicleQueueBuilder builder(final Path queueFolder, final JournalSettings settings) {
        return SingleChronicleQueueBuilder.binary(queueFolder)
            .rollCycle(rollCycle(settings.rollCycle()))
            .blockSize(settings.blockBytes())
            .checkInterrupts(false)
            .timeoutMS(CHRONICLE_TIMEOUT_MS);
    }

    static long startOfLastFile(final SingleChronicleQueue queue) {
        final int last = queue.lastCycle();
        return last < 0 ? 0L : (long) last * queue.rollCycle().lengthInMillis() + queue.epoch();
    }

    private static RollCycle rollCycle(final String wanted) {
        for (final RollCycle cycle : RollCycles.all()) {
            if (((Enum<?>) cycle).name().equals(wanted)) {
                return cycle;
            }
        }
        throw new JournalException("no roll cycle is called " + wanted + "; " + JournalOptions.DEFAULT_ROLL_CYCLE + " is one");
    }
}
