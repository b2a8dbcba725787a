package dev.inkling.replay;

import java.io.IOException;
import java.util.concurrent.Callable;

import dev.inkling.replay.source.BadLineException;
import dev.inkling.replay.source.InputFile;
import dev.inkling.replay.source.JsonLine;
import dev.inkling.replay.source.LineFormat;
import dev.inkling.replay.source.LineReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a public file as native JSON, the very events that importing it would take. */
@Command(name = "convert", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Writes the events of a public file as native JSON, one a line, ready to be posted.")
final class ConvertCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private SourceOptions source;
    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write, - for standard output.")
    private String out;

    ConvertCommand(final Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        final long begun = System.nanoTime();
        long events = 0;
        try (BadLines bad = new BadLines(console.err());
             InputFile input = source.open(console);
             OutputFile output = OutputFile.open(out, console.out());
             Progress progress = Progress.start(console.terminal(), console.err(), "convert", " MiB", 1 << 20, input.totalBytes())) {
            final LineReader line = new LineReader(input.stream());
            final LineFormat lines = source.lines();
            final JsonLine json = new JsonLine();
            while (events < source.limit() && line.next()) {
                try {
                    if (lines.toJson(line, json)) {
                        json.writeTo(output.stream());
                        events++;
                    }
                } catch (final BadLineException e) {
                    bad.add(line.number(), e.getMessage());
                }
                progress.at(input.readBytes());
            }
            output.keep();
        }
        console.err().println(Rates.of(events, "events", System.nanoTime() - begun));
        return ExitCode.OK;
    }
}
