package dev.inkling.journal.chronicle;

import java.io.File;
import java.nio.file.Path;

import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.RollingResourcesCache;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/** Which roll cycle a file of a queue is of, as its name says. Not thread safe. */
final class FileCycle {
    private final RollCycle rollCycle;
    private final RollingResourcesCache names;

    FileCycle(final RollCycle rollCycle) {
        this.rollCycle = rollCycle;
        names = new RollingResourcesCache(rollCycle, rollCycle.defaultEpoch(), File::new, File::getName);
    }

    /**
     * The number of the cycle.
     *
     * @param file of the queue
     * @return as Chronicle counts
     */
    int of(final Path file) {
        final String name = file.getFileName().toString();
        return names.parseCount(name.substring(0, name.length() - SingleChronicleQueue.SUFFIX.length()));
    }

    /**
     * Start of a cycle.
     *
     * @param cycle its number
     * @return epoch ms
     */
    long startMs(final int cycle) {
        return (long) cycle * rollCycle.lengthInMillis() + rollCycle.defaultEpoch();
    }
}
