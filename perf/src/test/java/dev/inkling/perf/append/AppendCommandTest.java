package dev.inkling.perf.append;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import dev.inkling.perf.Main;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run of everything that {@code bench append} can do, and its arithmetic. */
class AppendCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    @TempDir
    Path folder;

    @Test
    void shouldMeasureTheJournalAndTheLibraryAndKeepHistograms() throws IOException {
        final Path hdr = folder.resolve("hdr");
        assertEquals(0, run("append", "--rate", "10000", "--seconds", "1", "--warm-up", "0", "--rounds", "1", "--blocks", "4",
            "--data", folder.toString(), "--hdr", hdr.toString()), err.toString());
        assertTrue(out.toString().contains("inkling") && out.toString().contains("library-4M"), out.toString());
        try (Stream<Path> logs = Files.list(hdr)) {
            assertEquals(3, logs.count());
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(1, left.count());
        }
    }

    @Test
    void shouldMeasureSyncedBatches() {
        assertEquals(0, run("append", "--synced", "--seconds", "1", "--batches", "8", "--data", folder.toString()), err.toString());
        assertTrue(out.toString().lines().anyMatch(line -> line.trim().startsWith("8 ")), out.toString());
    }

    @Test
    void shouldRefuseWrongArguments() {
        assertEquals(2, run("append", "--bytes", "10"));
        assertEquals(2, run("append", "--blocks", "3"));
        assertTrue(err.toString().startsWith("--bytes must be"), err.toString());
    }

    @Test
    void shouldTakeTheMedianOfEachPercentile() {
        final Percentiles rounds = new Percentiles();
        for (final long nanos : new long[] {9_000, 1_000, 2_000}) {
            final Histogram histogram = new Histogram(3);
            histogram.recordValue(nanos);
            rounds.add(histogram);
        }
        assertEquals(2.0, rounds.median(50), 0.002);
    }

    private int run(final String... args) {
        return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
