package dev.inkling.ingest.demo;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

import dev.inkling.ingest.Setting;
import dev.inkling.journal.codec.Source;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Counters;
import org.HdrHistogram.Histogram;

/** Totals, percentiles and what to try next. */
final class DemoReport {
    private static final double NANOS_PER_MICRO = 1e3;

    private final PrintWriter out;

    DemoReport(final PrintWriter out) {
        this.out = out;
    }

    void totals(final Tally tally, final Counters counters, final JournalCount journal, final double seconds) {
        line("");
        line("Totals");
        line("  sent        %,d events in %.1f s (%,.0f a second)", tally.sent(), seconds, tally.sent() / seconds);
        line("    over HTTP %,d in %,d requests", tally.httpSent.sum(), tally.requests.sum());
        line("    over UDP  %,d in %,d datagrams", tally.udpSent.sum(), tally.datagrams.sum());
        line("  accepted    %,d, duplicates %,d, rejected %,d, late %,d", counters.get(Counter.EVENTS_ACCEPTED),
            counters.get(Counter.EVENTS_DUPLICATE), counters.get(Counter.EVENTS_REJECTED), counters.get(Counter.EVENTS_LATE));
        line("  journaled   %,d from HTTP (%,d acknowledged)", journal.of(Source.HTTP), tally.accepted.sum());
        line("              %,d from UDP (%,d as JSON, %,d binary)", journal.overUdp(), journal.of(Source.UDP_JSON),
            journal.of(Source.UDP_BINARY));
        line("  sessions    %,d", counters.get(Counter.SESSIONS_STARTED));
        line("  decisions   %,d", journal.decisions().values().stream().mapToInt(Integer::intValue).sum());
        for (final Map.Entry<String, Integer> decision : journal.decisions().entrySet()) {
            line("    %-36s %,8d", decision.getKey(), decision.getValue());
        }
        if (journal.decisions().keySet().stream().anyMatch(decision -> decision.endsWith(" expired"))) {
            line("    (expired: a timer that was due more than 10 minutes before its turn");
            line("    came; visits are laid back in time to fit in here)");
        }
    }

    void latency(final Histogram claimToDecision, final Histogram requestToReply) {
        line("");
        line("Latency, microseconds           p50      p90      p99    p99.9      max");
        row("claim to decision (server)", claimToDecision);
        row("request to reply (client)", requestToReply);
    }

    void next(final DemoOptions options) {
        final String data = options.data().toString();
        final String http = Setting.HTTP.byDefault();
        line("");
        line("What to try next");
        line("  ./inkling replay verify --data %s", data);
        line("      replays the journal: every decision again, bit for bit");
        line("  ./inkling replay export --data %s --what decisions --format jsonl --out -", data);
        line("      the decisions as lines of JSON; --what events for the moments");
        line("  ./inkling serve --data %s", data);
        line("      a server on this journal; then, in another terminal:");
        line("  curl -s '%s/v1/events?decide=true' \\", http);
        line("      -d '{\"visitorId\":\"me\",\"momentType\":\"size_guide\",\"duration\":12}'");
        line("  curl -s %s/v1/visitors/me", http);
    }

    private void row(final String name, final Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            line("  %-26s      none", name);
            return;
        }
        line("  %-26s %8.0f %8.0f %8.0f %8.0f %8.0f", name, micros(histogram, 50), micros(histogram, 90), micros(histogram, 99),
            micros(histogram, 99.9), histogram.getMaxValue() / NANOS_PER_MICRO);
    }

    private static double micros(final Histogram histogram, final double percentile) {
        return histogram.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }

    void line(final String format, final Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments).stripTrailing());
        out.flush();
    }
}
