package dev.inkling.replay;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;

import dev.inkling.journal.chronicle.Backup;

/** Shows how far the copying of a folder is, and how fast it went. */
final class CopyRun {
    private static final long MIB = 1L << 20;

    private CopyRun() {
    }

    static Backup.Result of(final Console console, final String task, final long bytes,
                            final Function<LongConsumer, Backup.Result> copy) {
        final long begun = System.nanoTime();
        final AtomicLong done = new AtomicLong();
        final Backup.Result result;
        try (Progress progress = Progress.start(console.terminal(), console.err(), task, " MiB", MIB, bytes)) {
            result = copy.apply(more -> progress.at(done.addAndGet(more)));
        }
        console.err().println(Rates.of(result.bytes(), "bytes", System.nanoTime() - begun));
        return result;
    }
}
