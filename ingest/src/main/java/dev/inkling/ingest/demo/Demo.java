package dev.inkling.ingest.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.inkling.ingest.Server;
import dev.inkling.journal.codec.Source;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Counters;
import org.HdrHistogram.Histogram;

/**
 * One run: a server in this process, shoppers that talk to it over real sockets, and a check that whatever was acknowledged is in the
 * journal.
 */
final class Demo {
    private static final int HTTP_SENDERS = 8;
    private static final int DOORS = 20;
    private static final int UDP_JSON_DOORS = 3;
    private static final int UDP_BINARY_DOORS = 3;
    private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final DemoOptions options;
    private final Map<String, String> conditions;
    private final PrintWriter out;
    private final boolean colours;
    private final Tally tally = new Tally();
    private final Deeds deeds = new Deeds();
    private final long startMs = System.currentTimeMillis();

    /**
     * A demo.
     *
     * @param options    what to do
     * @param conditions each rule's condition in words
     * @param out        takes what is to be seen
     * @param colours    whether {@code out} is a terminal with colours
     */
    Demo(final DemoOptions options, final Map<String, String> conditions, final PrintWriter out, final boolean colours) {
        this.options = options;
        this.conditions = new TreeMap<>(conditions);
        this.out = out;
        this.colours = colours;
    }

    /** Runs; 0 when nothing failed and nothing that was acknowledged is missing. */
    int run() throws IOException, InterruptedException {
        final DemoReport report = new DemoReport(out);
        final Counters counters;
        final Histogram latency;
        final double seconds;
        try (Server server = LocalServer.start(options.data())) {
            counters = server.pipeline().counters();
            introduce(report, server);
            final long began = System.nanoTime();
            send(server.httpAddress(), server.udpAddress());
            seconds = (System.nanoTime() - began) / 1e9;
            settle(counters);
            latency = server.pipeline().latency();
        }
        final JournalCount journal = JournalCount.ofLastEpoch(options.data());
        report.totals(tally, counters, journal, seconds);
        report.latency(latency, tally.replies());
        report.next(options);
        return judge(report, journal);
    }

    private void introduce(final DemoReport report, final Server server) {
        report.line("Inkling demo: %,d events/s for %,d s, seed %d", options.rate(), options.seconds(), options.seed());
        report.line("  server      http %s, udp %s", address(server.httpAddress()), address(server.udpAddress()));
        report.line("  journal     %s", options.data());
        report.line("  shoppers    sample ones; their time runs %.0f times as fast as ours", options.speed());
        report.line("  sent        70 %% HTTP with ?decide=true, 15 %% UDP JSON, 15 %% UDP binary");
        conditions.forEach((rule, condition) -> {
            report.line("  rule        %s, when", rule);
            DecisionPrinter.wrap(out, condition);
        });
        report.line("");
    }

    private void send(final InetSocketAddress http, final InetSocketAddress udp) throws IOException, InterruptedException {
        final long startNanos = System.nanoTime();
        final DecisionPrinter printer =
            new DecisionPrinter(out, colours, () -> System.nanoTime() - startNanos, deeds, conditions);
        final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
        final URI uri = URI.create("http://" + address(http) + "/v1/events?decide=true");
        final List<HttpSender> senders = new ArrayList<>();
        final List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < HTTP_SENDERS; i++) {
            final HttpSender sender = new HttpSender(client, uri, tally, note -> {
                tally.onDecision(note.rule(), note.status());
                printer.onDecision(note);
            });
            senders.add(sender);
            threads.add(new Thread(sender, "demo-http-" + i));
            threads.get(i).setDaemon(true);
            threads.get(i).start();
        }
        try (UdpSender datagrams = new UdpSender(udp, tally)) {
            pace(senders, datagrams, printer);
            datagrams.flush();
        } finally {
            senders.forEach(HttpSender::finish);
            for (final Thread thread : threads) {
                thread.join();
            }
            printer.finish();
        }
    }

    private void pace(final List<HttpSender> senders, final UdpSender datagrams, final DecisionPrinter printer) throws IOException {
        final ShopperTraffic traffic = new ShopperTraffic(new ShopperGenerator(options.seed(), options.meanGapMs(), options.run()));
        final double gapNanos = 1e9 / options.rate();
        final long began = System.nanoTime();
        long shown = began;
        for (long i = 0; i < options.events(); i++) {
            final long due = began + (long) (i * gapNanos);
            if (System.nanoTime() < due) {
                datagrams.flush();
            }
            for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                LockSupport.parkNanos(Math.min(due - now, PARK_NANOS));
            }
            if (System.nanoTime() - shown > PROGRESS_NANOS) {
                shown = System.nanoTime();
                printer.onProgress(tally.sent(), tally.decisions());
            }
            dispatch(traffic.next(), senders, datagrams);
        }
    }

    private void dispatch(final ShopperTraffic.Step step, final List<HttpSender> senders, final UdpSender datagrams)
        throws IOException {
        final long timestamp = options.timestamp(startMs, step.moment().atMs(), System.currentTimeMillis());
        final int door = (int) (step.shopper().number() % DOORS);
        if (door < UDP_JSON_DOORS) {
            datagrams.sendJson(step, timestamp);
        } else if (door < UDP_JSON_DOORS + UDP_BINARY_DOORS) {
            datagrams.sendBinary(step, timestamp);
        } else {
            deeds.add(step.shopper().visitorId(), step.moment().type());
            senders.get((int) (step.shopper().number() % HTTP_SENDERS)).send(step, timestamp);
        }
    }

    /** Datagrams are not acknowledged: gives the last of them a moment to go through. */
    private void settle(final Counters counters) {
        final long deadline = System.nanoTime() + SETTLE_NANOS;
        while (System.nanoTime() < deadline && arrived(counters) < tally.sent()) {
            LockSupport.parkNanos(PARK_NANOS);
        }
    }

    private static long arrived(final Counters counters) {
        return counters.get(Counter.EVENTS_ACCEPTED) + counters.get(Counter.EVENTS_DUPLICATE) + counters.get(Counter.EVENTS_REJECTED);
    }

    private int judge(final DemoReport report, final JournalCount journal) {
        final long lost = tally.accepted.sum() - journal.of(Source.HTTP);
        final long datagramsLost = tally.udpSent.sum() - journal.overUdp();
        if (datagramsLost > 0) {
            report.line("");
            report.line("%,d events sent over UDP did not arrive, as UDP may have it.", datagramsLost);
        }
        if (tally.failures.sum() > 0) {
            report.line("FAILED: %,d requests, the first with: %s", tally.failures.sum(), tally.firstFailure());
        }
        if (tally.rejected.sum() > 0) {
            report.line("FAILED: %,d sample events were rejected", tally.rejected.sum());
        }
        if (lost != 0) {
            report.line("FAILED: %,d events acknowledged over HTTP, %,d in the journal", tally.accepted.sum(),
                tally.accepted.sum() - lost);
        }
        return tally.failures.sum() == 0 && tally.rejected.sum() == 0 && lost == 0 ? 0 : 1;
    }

    private static String address(final InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ':' + address.getPort();
    }
}
