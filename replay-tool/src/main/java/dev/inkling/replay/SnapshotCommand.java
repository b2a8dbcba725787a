package dev.inkling.replay;

import java.io.IOException;
import java.util.concurrent.Callable;

import dev.inkling.journal.Journal;
import dev.inkling.journal.snapshot.Snapshots;
import dev.inkling.ring.SnapshotMaker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes a snapshot by hand, as a server does by itself; one may be running on the folder. */
@Command(name = "snapshot", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Makes a snapshot of the state behind the last decided event, so that the next start replays only what follows.",
        "The last line is `snapshot sequence=N bytes=B replayed=F kept=K`. Two good snapshots are kept."})
final class SnapshotCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private DataFolder data;

    SnapshotCommand(final Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        final long begun = System.nanoTime();
        final SnapshotMaker.Result result;
        try (Journal journal = data.openForReading();
             Progress progress = Progress.start(console.terminal(), console.err(), "replay", " k frames", 1_000, -1)) {
            result = new SnapshotMaker(journal, new Snapshots(data.path())).make(progress::at);
        }
        console.err().println(Rates.of(result.replayed(), "frames", System.nanoTime() - begun));
        console.out().println(result.line());
        return ExitCode.OK;
    }
}
