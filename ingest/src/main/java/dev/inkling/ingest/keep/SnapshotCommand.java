package dev.inkling.ingest.keep;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.inkling.ingest.StartException;
import dev.inkling.journal.Journal;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.journal.snapshot.Snapshots;
import dev.inkling.ring.PipelineException;
import dev.inkling.ring.SnapshotMaker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a server runs in a process of its own; people use {@code replay snapshot}. */
@Command(name = "snapshot", hidden = true, mixinStandardHelpOptions = true,
    description = "Makes a snapshot of a data folder, as the server does by itself.")
public final class SnapshotCommand implements Callable<Integer> {
    private final PrintStream out;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "data folder")
    private Path data;

    /**
     * The command.
     *
     * @param out gets one line that says what was made
     */
    public SnapshotCommand(final PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        try (Journal journal = ChronicleJournal.openForReading(data)) {
            out.println(new SnapshotMaker(journal, new Snapshots(data)).make(sequence -> { }).line());
            return 0;
        } catch (final IOException | JournalException | PipelineException e) {
            throw new StartException("cannot make a snapshot of " + data + ": " + (e instanceof IOException ? e : e.getMessage()), e);
        }
    }
}
