package dev.inkling.replay;

import java.io.IOException;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.json.FrameJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes what a journal holds as JSON lines. Reads only, so a server may be running on the folder. */
@Command(name = "export", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Writes events, decisions or dead letters as JSON, one object a line.")
final class ExportCommand implements Callable<Integer> {
    private static final String FORMAT = "jsonl";

    private final Console console;

    @Mixin
    private DataFolder data;
    @Option(names = "--what", required = true, paramLabel = "WHAT", description = "events, decisions or dead-letters.")
    private String what;
    @Option(names = "--format", defaultValue = FORMAT, paramLabel = "FORMAT", description = "jsonl, the default.")
    private String format;
    @Option(names = "--out", required = true, paramLabel = "FILE",
        description = "File to write, - for standard output. An existing file is replaced once all is written.")
    private String out;

    ExportCommand(final Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        final Exported exported = Exported.named(what);
        if (exported == null || !format.equals(FORMAT)) {
            throw new UserException("this version exports jsonl of events, decisions and dead-letters, not "
                + (exported == null ? what : format + " of " + what));
        }
        final FrameJson writer = new FrameJson();
        final long begun = System.nanoTime();
        long objects = 0;
        try (Journal journal = data.openForReading();
             OutputFile output = OutputFile.open(out, console.out());
             StandingFrames frames = new StandingFrames(journal, exported.queue());
             Progress progress = Progress.start(console.terminal(), console.err(), "export", " k frames", 1_000, frames.total());
             JsonGenerator json = new JsonFactoryBuilder().rootValueSeparator("\n").build().createGenerator(output.stream())) {
            writer.storefronts(new StorefrontNames(journal));
            while (frames.next()) {
                if (Frames.templateId(frames.buffer(), 0) == exported.templateId()) {
                    exported.write(writer, frames.buffer(), json);
                    objects++;
                }
                progress.at(frames.position());
            }
            if (objects > 0) {
                json.writeRaw('\n');
            }
            json.flush();
            output.keep();
        }
        console.err().println(Rates.of(objects, what, System.nanoTime() - begun));
        return ExitCode.OK;
    }
}
