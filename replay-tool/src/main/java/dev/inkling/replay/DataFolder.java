package dev.inkling.replay;

import java.nio.file.Path;

import picocli.CommandLine.Option;

/** The option that names the journal. */
final class DataFolder {
    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Data folder that holds the journal.")
    private Path path;

    /**
     * The folder.
     *
     * @return its path, which may not exist
     */
    Path path() {
        return path;
    }
}
