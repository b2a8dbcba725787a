package dev.inkling.perf.reload;

import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.inkling.journal.Journal;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.journal.chronicle.JournalOptions;
import dev.inkling.perf.BenchCommand;
import dev.inkling.perf.pipeline.PipelineDriver;
import dev.inkling.perf.stream.FrameStream;
import dev.inkling.perf.stream.TempFolder;
import dev.inkling.perf.stream.Visitors;
import dev.inkling.ring.ConfigurationTexts;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Pipeline;
import dev.inkling.ring.PipelineContext;
import dev.inkling.ring.ThreadMode;
import dev.inkling.ring.Verification;
import dev.inkling.scoring.EngineSettings;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench reload}: reloads under load, half of them of broken files, and what became of events and decisions. */
@Command(name = "reload", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Offers events to the ring at a fixed rate while rules and catalogue are reloaded, every second time from a broken one.",
        "Then holds every journaled decision against what was in force at its sequence, and verifies the journal.",
        "Exit code 0, or 1 when an event was refused, a decision is missing, there twice or by other rules than those in force, or",
        "when a reload went the other way than it should."})
public final class ReloadCommand extends BenchCommand implements Callable<Integer> {
    private static final int BATCH = 64;
    private static final double NANOS_PER_MS = 1e6;
    private static final double NANOS_PER_MICRO = 1e3;

    @Option(names = "--rate", defaultValue = "50000", description = "Events a second (default ${DEFAULT-VALUE}).")
    private double rate;
    @Option(names = "--seconds", defaultValue = "20", description = "How long (default ${DEFAULT-VALUE}).")
    private double seconds;
    @Option(names = "--reloads", defaultValue = "100", description = "In that time, evenly (default ${DEFAULT-VALUE}).")
    private int reloads;
    @Option(names = "--visitors", defaultValue = "100000", description = "Different visitors (default ${DEFAULT-VALUE}).")
    private int visitors;
    @Option(names = "--threads", defaultValue = "SHARED", description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private ThreadMode threads;
    @Option(names = "--data", paramLabel = "DIR", defaultValue = "",
        description = "Folder below which the journal lies (default: the system's temporary one).")
    private String data;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check(rate > 0 && rate <= 1e7, "--rate must be above 0 and at most 10,000,000");
        check(seconds > 0 && seconds <= 86_400, "--seconds must be above 0 and at most 86,400");
        check(reloads >= 1 && reloads <= 100_000, "--reloads must be 1 to 100,000");
        check(visitors >= 64 && visitors <= 1 << 24, "--visitors must be 64 to 16,777,216");
        check(threads != ThreadMode.INVOKER, "--threads must be SHARED or DEDICATED: reloads come from a thread of their own");
        try (TempFolder folder = new TempFolder(data)) {
            line("reload      %,.0f events/s over the ring for %.1f s, %s threads, journal on %s; %,d reloads, every second one broken",
                rate, seconds, threads.name().toLowerCase(Locale.ROOT), folder.fileSystem(), reloads);
            final boolean isGood;
            final Reloader reloader;
            try (Journal journal = ChronicleJournal.open(folder.path(), JournalOptions.defaults())) {
                final Pipeline pipeline = start(journal);
                final PipelineDriver driver;
                try (pipeline) {
                    driver = new PipelineDriver(
                        pipeline, new FrameStream(new Visitors(visitors, Visitors.Distribution.ZIPF, 1), 0), BATCH);
                    reloader = new Reloader(pipeline, reloads, (long) (seconds / (reloads + 1) * TimeUnit.SECONDS.toNanos(1)));
                    drive(driver, reloader);
                }
                isGood = events(driver, pipeline) & decisions(driver, new JournaledDecisions(journal, reloader), reloader)
                    & reloads(reloader);
                latency(pipeline.latency());
                return isGood & verify(journal) ? 0 : 1;
            }
        }
    }

    private Pipeline start(final Journal journal) {
        final EngineSettings engine = EngineSettings.defaults().withVisitors(visitors);
        return Pipeline.start(new PipelineContext().journal(journal).threadMode(threads)
            .configuration(ConfigurationTexts.defaults().withEngine(engine.toText())));
    }

    private void drive(final PipelineDriver driver, final Reloader reloader) throws InterruptedException {
        final Thread thread = new Thread(reloader, "reloads");
        final long batches = Math.max(1, Math.round(rate * seconds / BATCH));
        final long began = System.nanoTime();
        thread.start();
        for (long batch = 0; batch < batches; batch++) {
            final long dueNanos = began + (long) (batch * BATCH / rate * TimeUnit.SECONDS.toNanos(1));
            long left = dueNanos - System.nanoTime();
            while (left > 0) {
                LockSupport.parkNanos(left);
                left = dueNanos - System.nanoTime();
            }
            driver.send();
        }
        thread.join();
        driver.finish();
        final double took = (System.nanoTime() - began) / 1e9;
        if (took > seconds * 1.05 + 1) {
            line("rate        not reached: the events took %.1f s, %,.0f a second", took, batches * BATCH / took);
        }
    }

    private boolean events(final PipelineDriver driver, final Pipeline pipeline) {
        line("events      accepted %,d of %,d, refused 0; the ring was full at %,d offers", driver.accepted(), driver.accepted(),
            driver.full());
        final long processed = pipeline.counters().get(Counter.EVENTS_PROCESSED);
        return driver.full() == 0 && processed == driver.accepted();
    }

    private boolean decisions(final PipelineDriver driver, final JournaledDecisions journaled, final Reloader reloader) {
        check(journaled.count() > 0, "no event was decided on: ask for more of them");
        line("decisions   %,d in replies, %,d in the journal under %,d of %,d digests (%,d to %,d each); there twice %,d, under another"
            + " digest than was in force %,d", driver.decisions(), journaled.count(), journaled.byDigest().size(), reloader.digests(),
            Collections.min(journaled.byDigest().values()), Collections.max(journaled.byDigest().values()), journaled.twice(),
            journaled.otherDigest());
        // Timed rules are decided in no one's reply.
        return driver.decisions() <= journaled.count() && journaled.twice() == 0 && journaled.otherDigest() == 0;
    }

    private boolean reloads(final Reloader reloader) {
        line("reloads     %,d in force (median %.1f ms, max %.1f ms), %,d refused (median %.1f ms, max %.1f ms), %,d otherwise than they"
            + " should%s", reloader.taken().getTotalCount(), ms(reloader.taken(), 50), ms(reloader.taken(), 100),
            reloader.refused().getTotalCount(), ms(reloader.refused(), 50), ms(reloader.refused(), 100), reloader.unexpected(),
            reloader.unexpected() == 0 ? "" : ": " + reloader.firstUnexpected());
        return reloader.unexpected() == 0;
    }

    private void latency(final Histogram latency) {
        line("latency     claim to decision, us: p50 %,.0f p99 %,.0f p99.9 %,.0f max %,.0f",
            latency.getValueAtPercentile(50) / NANOS_PER_MICRO, latency.getValueAtPercentile(99) / NANOS_PER_MICRO,
            latency.getValueAtPercentile(99.9) / NANOS_PER_MICRO, latency.getMaxValue() / NANOS_PER_MICRO);
    }

    private static double ms(final Histogram histogram, final double percentile) {
        return histogram.getValueAtPercentile(percentile) / NANOS_PER_MS;
    }

    private boolean verify(final Journal journal) {
        final Verification.Result result = new Verification(journal, false).run(sequence -> { });
        line("verify      %,d events and %,d decisions replayed, %,d divergences%s", result.events(), result.decisions(),
            result.divergences(), result.divergences() == 0 ? "" : ": " + result.reason());
        return result.divergences() == 0;
    }
}
