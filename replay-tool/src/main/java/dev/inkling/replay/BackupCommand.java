package dev.inkling.replay;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.inkling.journal.chronicle.Backup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Copies a data folder as of one moment. Reads only, so a server may be running on the folder. */
@Command(name = "backup", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Copies a data folder as of one moment, be a server running on it or not.",
        "The last line is `backed up events=N decisions=M`, the sequences up to which they are in the backup."})
final class BackupCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private DataFolder data;
    @Option(names = "--to", required = true, paramLabel = "DIR",
        description = "Folder to copy to, empty or not there. It will hold the identity secret, if the data folder does.")
    private Path to;

    BackupCommand(final Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        final Backup.Result result = CopyRun.of(console, "backup", Backup.bytesOf(data.path()),
            onBytes -> Backup.copy(data.path(), to, onBytes));
        console.out().println("backed up events=" + result.sequence() + " decisions=" + result.decided());
        return ExitCode.OK;
    }
}
