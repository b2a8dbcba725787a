package dev.inkling.perf.load;

import java.io.PrintWriter;
import java.util.Locale;

import org.HdrHistogram.Histogram;

/** Says what a run did, in figures as people read them, and says it plainly when the figures do not mean what they seem to. */
final class LoadReport {
    /** Share of the asked rate from which on it counts as reached. */
    private static final double REACHED = 0.99;
    /** A sender later than this measures itself. */
    private static final double LAG_WARNING_MS = 5;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 100};
    private static final String[] NAMES = {"p50", "p90", "p99", "p99.9", "p99.99", "max"};
    private static final double NANOS_PER_MS = 1e6;

    private final PrintWriter out;

    LoadReport(final PrintWriter out) {
        this.out = out;
    }

    /** Whether what was asked for was sent in time. */
    static boolean reached(final LoadPlan plan, final LoadResult result) {
        return result.eventsSent / result.elapsedSeconds >= REACHED * plan.eventsPerSecond();
    }

    void http(final LoadPlan plan, final LoadResult result) {
        line("sent        %,d events in %,d requests over %.1f s, %d connections", result.eventsSent, result.sends,
            result.elapsedSeconds, plan.connections());
        line("answered    accepted %,d, duplicates %,d, decisions %,d", result.accepted, result.duplicates, result.decisions);
        line("failed      refused (503, 429) %,d, unanswered %,d, never sent %,d, errors %,d%s", result.refusedFull,
            result.unanswered, result.notSent, result.errors, result.errors == 0 ? "" : " (" + result.firstError + ")");
        rate(plan, result, result.accepted + result.duplicates);
        line("latency     from the intended time of sending, per request of %,d event(s)", plan.eventsPerSend());
        percentiles(result.latency);
        lag(result);
    }

    void udp(final LoadPlan plan, final LoadResult result) {
        line("sent        %,d events in %,d datagrams over %.1f s, errors %,d%s", result.eventsSent, result.sends,
            result.elapsedSeconds, result.errors, result.errors == 0 ? "" : " (" + result.firstError + ")");
        rate(plan, result, result.eventsSent);
        line("latency     a sender of datagrams cannot see it; the server's own is in its /metrics");
        lag(result);
    }

    void udpOutcome(final long sent, final long received, final long accepted, final long duplicates, final long rejected,
                    final long ringFull, final long kernelDrops) {
        line("server      datagrams received %,d, events accepted %,d, duplicates %,d, rejected %,d, ring full %,d", received,
            accepted, duplicates, rejected, ringFull);
        final long lost = Math.max(0, sent - accepted - duplicates - rejected);
        line("lost        %,d events (%.3f %%); the kernel dropped %,d datagrams at the socket", lost,
            sent == 0 ? 0.0 : 100.0 * lost / sent, kernelDrops);
    }

    private void rate(final LoadPlan plan, final LoadResult result, final long events) {
        final double achieved = events / result.elapsedSeconds;
        line("rate        asked %,.0f events/s, achieved %,.0f events/s", plan.eventsPerSecond(), achieved);
        if (!reached(plan, result) || achieved < REACHED * plan.eventsPerSecond()) {
            line("WARNING     the rate was not reached (%.1f %% of it)", 100 * achieved / plan.eventsPerSecond());
        }
    }

    private void percentiles(final Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            line("            no replies");
            return;
        }
        final StringBuilder text = new StringBuilder("           ");
        for (int i = 0; i < PERCENTILES.length; i++) {
            text.append(String.format(Locale.ROOT, " %s %.3f", NAMES[i], histogram.getValueAtPercentile(PERCENTILES[i]) / NANOS_PER_MS));
        }
        line("%s ms", text);
    }

    private void lag(final LoadResult result) {
        final double p99 = result.senderLag.getValueAtPercentile(99) / NANOS_PER_MS;
        line("sender      late by p99 %.3f ms, max %.3f ms", p99, result.senderLag.getMaxValue() / NANOS_PER_MS);
        if (p99 > LAG_WARNING_MS) {
            line("WARNING     this machine is too small for the rate: the sender itself was late, and its lateness is in the figures");
        }
    }

    void line(final String format, final Object... arguments) {
        out.printf(Locale.ROOT, format + "%n", arguments);
        out.flush();
    }
}
