package dev.inkling.replay;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.inkling.journal.chronicle.Backup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a data folder of a backup. */
@Command(name = "restore", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Makes a data folder of a backup; each file is checked against what was backed up.",
        "The last line is `restored events=N decisions=M`. Then serve as ever: decisions that are missing are made anew."})
final class RestoreCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--from", required = true, paramLabel = "DIR", description = "A whole backup.")
    private Path from;
    @Mixin
    private DataFolder data;

    RestoreCommand(final Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        final Backup.Result result = CopyRun.of(console, "restore", Backup.bytesOf(from),
            onBytes -> Backup.restore(from, data.path(), onBytes));
        console.out().println("restored events=" + result.sequence() + " decisions=" + result.decided());
        return ExitCode.OK;
    }
}
