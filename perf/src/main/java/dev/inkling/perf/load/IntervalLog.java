package dev.inkling.perf.load;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import dev.inkling.ingest.demo.Terminal;
import org.HdrHistogram.HistogramLogWriter;

/** Keeps each second's histogram in an .hdr log when a file is given, and shows a line a second on a terminal. */
final class IntervalLog implements Progress, AutoCloseable {
    private static final double NANOS_PER_MS = 1e6;

    private final PrintStream file;
    private final HistogramLogWriter log;
    private final PrintWriter err;
    private final boolean terminal = Terminal.isTerminal();
    private long startMs = System.currentTimeMillis();

    IntervalLog(final File hdr, final PrintWriter err) throws IOException {
        this.err = err;
        if (hdr == null) {
            file = null;
            log = null;
            return;
        }
        file = new PrintStream(hdr, StandardCharsets.UTF_8);
        log = new HistogramLogWriter(file);
        log.outputComment("[Latency from the intended time of sending, nanoseconds]");
        log.outputLogFormatVersion();
        log.outputStartTime(startMs);
        log.setBaseTime(startMs);
        log.outputLegend();
    }

    @Override
    public void onSecond(final LoadResult soFar) {
        final long now = System.currentTimeMillis();
        if (log != null) {
            soFar.interval.setStartTimeStamp(startMs);
            soFar.interval.setEndTimeStamp(now);
            log.outputIntervalHistogram(soFar.interval);
        }
        if (terminal) {
            err.printf(Locale.ROOT, "\r%,14d events sent, p99 of the last second %.3f ms   ", soFar.eventsSent,
                soFar.interval.getValueAtPercentile(99) / NANOS_PER_MS);
            err.flush();
        }
        soFar.interval.reset();
        startMs = now;
    }

    @Override
    public void close() {
        if (terminal) {
            err.print("\r" + " ".repeat(70) + "\r");
            err.flush();
        }
        if (file != null) {
            file.close();
        }
    }
}
