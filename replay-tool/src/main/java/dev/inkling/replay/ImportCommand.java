package dev.inkling.replay;

import java.io.IOException;
import java.util.concurrent.Callable;

import dev.inkling.journal.Journal;
import dev.inkling.journal.KeyMaker;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.SecretFile;
import dev.inkling.journal.json.MomentJsonReader;
import dev.inkling.replay.source.InputFile;
import dev.inkling.replay.source.LineReader;
import dev.inkling.ring.ConfigurationTexts;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Pipeline;
import dev.inkling.ring.PipelineContext;
import dev.inkling.ring.ThreadMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Turns a public file into a journal, decisions included, just as a server with {@code --clock event} would on being sent it. */
@Command(name = "import", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Turns a public file into a journal, with the decisions that a server with --clock event would have made.",
        "A journal that is there already is continued. Lines that cannot be used become dead letters whose index is the line."})
final class ImportCommand implements Callable<Integer> {
    private static final int RESULT_BYTES = 1 << 20;

    private final Console console;

    @Mixin
    private DataFolder data;
    @Mixin
    private SourceOptions source;
    @Option(names = "--secret", paramLabel = "HEX",
        description = "Identity secret, 32 hex digits; that of the data folder unless given, made when there is none.")
    private String secret;
    @Mixin
    private ConfigurationOptions configuration;

    ImportCommand(final Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        final ConfigurationTexts texts = configuration.texts();
        if (secret != null && !KeyMaker.isSecret(secret)) {
            throw new UserException("--secret: expected " + KeyMaker.SECRET_DIGITS + " hex digits");
        }
        try (InputFile input = source.open(console); Journal journal = data.openForWriting()) {
            new ConfigurationInForce(journal).requireSame(texts, data.path());
            return run(input, journal, texts);
        }
    }

    private int run(final InputFile input, final Journal journal, final ConfigurationTexts texts) {
        final KeyMaker keys = new KeyMaker(SecretFile.settle(data.path(), secret == null ? "" : secret,
            journal.appender(QueueName.EVENTS).lastSequence() > 0));
        final PipelineContext context = new PipelineContext().journal(journal).threadMode(ThreadMode.INVOKER).configuration(texts);
        final long begun = System.nanoTime();
        final LineReader line = new LineReader(input.stream());
        final Summary summary;
        String cut = "";
        try (BadLines bad = new BadLines(console.err()); Pipeline pipeline = Pipeline.start(context)) {
            final long sessions = pipeline.counters().get(Counter.SESSIONS_STARTED);
            final long decisions = pipeline.counters().get(Counter.DECISIONS);
            final Importer importer = new Importer(source.lines(), new MomentJsonReader(keys, configuration.storefronts()),
                pipeline.openIntake(RESULT_BYTES, () -> { }), bad);
            cut = readAll(input, line, importer);
            summary = new Summary(line.number(), importer.accepted(), importer.duplicates(), bad.count(),
                pipeline.counters().get(Counter.SESSIONS_STARTED) - sessions, pipeline.counters().get(Counter.DECISIONS) - decisions);
        }
        console.err().println(Rates.of(summary.events() + summary.duplicates(), "events", System.nanoTime() - begun));
        console.out().println(summary + " digest=" + Hex.of(LastCheckpoint.digest(journal)));
        if (!cut.isEmpty()) {
            throw new UserException(source.file() + " cannot be read behind line " + line.number() + ": " + cut
                + "; what stands before was imported");
        }
        return ExitCode.OK;
    }

    /** What could be read is imported even when the file breaks off, as a cut gzip does. */
    private String readAll(final InputFile input, final LineReader line, final Importer importer) {
        String cut = "";
        try (Progress progress = Progress.start(console.terminal(), console.err(), "import", " MiB", 1 << 20, input.totalBytes())) {
            while (importer.read() < source.limit() && line.next()) {
                importer.take(line);
                progress.at(input.readBytes());
            }
        } catch (final IOException e) {
            cut = Causes.of(e);
        }
        importer.flush();
        return cut;
    }

    /** What an import came to. */
    private record Summary(long lines, long events, long duplicates, long bad, long sessions, long decisions) {
        @Override
        public String toString() {
            return "imported lines=" + lines + " events=" + events + " duplicates=" + duplicates + " bad=" + bad
                + " sessions=" + sessions + " decisions=" + decisions;
        }
    }
}
