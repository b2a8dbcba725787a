package dev.inkling.replay;

import java.io.IOException;

import dev.inkling.replay.source.FileFormat;
import dev.inkling.replay.source.InputFile;
import dev.inkling.replay.source.LineFormat;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say which public file to read. */
final class SourceOptions {
    @Option(names = "--format", required = true, description = "Format of the file: ${COMPLETION-CANDIDATES}.")
    private FileFormat format;
    @Parameters(paramLabel = "FILE", description = "File to read, - for standard input; gzip is recognised.")
    private String file;
    @Option(names = "--limit", paramLabel = "N", defaultValue = "9223372036854775807", description = "Stop behind so many events.")
    private long limit;

    /**
     * Opens the file.
     *
     * @param console whose standard input is meant by {@code -}
     * @return the file at its begin
     */
    InputFile open(final Console console) {
        try {
            return InputFile.open(file, console.in());
        } catch (final IOException e) {
            throw new UserException("cannot read " + file + ": " + Causes.of(e), e);
        }
    }

    /**
     * What its lines mean.
     *
     * @return a reader of lines from the first one on
     */
    LineFormat lines() {
        return format.lines();
    }

    /**
     * Where to stop.
     *
     * @return events
     */
    long limit() {
        return limit;
    }

    /**
     * Name of the file, for messages.
     *
     * @return as given
     */
    String file() {
        return file;
    }
}
