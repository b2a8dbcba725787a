package dev.inkling.perf.load;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.inkling.ingest.Server;
import dev.inkling.ingest.demo.LocalServer;
import dev.inkling.perf.BenchCommand;
import dev.inkling.perf.stream.TempFolder;
import dev.inkling.ring.Counter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code bench load}: a fixed rate over HTTP or UDP, and what came of it. */
@Command(name = "load", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Sends events at a fixed rate and measures each request from its intended time of sending.",
        "Without --http and --udp it starts a server of its own (and sends to its UDP port when --binary is given).",
        "Exit code 0, or 1 when a request failed."})
public final class LoadCommand extends BenchCommand implements Callable<Integer> {
    private static final int MAX_BATCH = 1_000;
    private static final int MAX_PORT = 65_535;

    @Option(names = "--http", paramLabel = "HOST:PORT", description = "The server's HTTP address; with --udp only its counters are read.")
    private String http;
    @Option(names = "--udp", paramLabel = "HOST:PORT", description = "Send datagrams there.")
    private String udp;
    @Option(names = "--rate", defaultValue = "10000", description = "Events a second (default ${DEFAULT-VALUE}).")
    private double rate;
    @Option(names = "--seconds", defaultValue = "10", description = "How long (default ${DEFAULT-VALUE}).")
    private double seconds;
    @Option(names = "--warmup", defaultValue = "2",
        description = "Seconds at the same rate before, which are not reported (default ${DEFAULT-VALUE}).")
    private double warmup;
    @Option(names = "--batch", defaultValue = "1", description = "Events a request, HTTP (default ${DEFAULT-VALUE}).")
    private int batch;
    @Option(names = "--decide", description = "Ask for decisions in the replies.")
    private boolean decide;
    @Option(names = "--connections", defaultValue = "32", description = "Kept-alive connections (default ${DEFAULT-VALUE}).")
    private int connections;
    @Option(names = "--binary", description = "Binary datagrams instead of JSON.")
    private boolean binary;
    @Option(names = "--frames-per-datagram", defaultValue = "1", description = "Events a datagram (default ${DEFAULT-VALUE}).")
    private int framesPerDatagram;
    @Option(names = "--visitors", defaultValue = "100000", description = "Different visitors (default ${DEFAULT-VALUE}).")
    private int visitors;
    @Option(names = "--seed", defaultValue = "1", description = "Of the moments sent (default ${DEFAULT-VALUE}).")
    private long seed;
    @Option(names = "--hdr", paramLabel = "FILE", description = "Keep the histogram of each second in this .hdr log.")
    private File hdr;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check(rate > 0 && rate <= 1e8, "--rate must be above 0 and at most 100,000,000");
        check(seconds > 0 && seconds <= 1e6, "--seconds must be above 0 and at most 1,000,000");
        check(warmup >= 0 && warmup <= 1e6, "--warmup must be 0 to 1,000,000");
        check(batch >= 1 && batch <= MAX_BATCH, "--batch must be 1 to 1,000");
        check(framesPerDatagram >= 1 && framesPerDatagram <= 100, "--frames-per-datagram must be 1 to 100");
        check(connections >= 1 && connections <= 10_000, "--connections must be 1 to 10,000");
        check(visitors >= 1, "--visitors must be at least 1");
        final LoadReport report = new LoadReport(spec().commandLine().getOut());
        if (http == null && udp == null) {
            return againstOwnServer(report);
        }
        return send(report);
    }

    /** Without a server to send to, starts one in this process over a journal that goes away with it. */
    private int againstOwnServer(final LoadReport report) throws IOException, InterruptedException {
        try (TempFolder folder = new TempFolder(""); Server server = LocalServer.start(folder.path())) {
            http = text(server.httpAddress());
            udp = binary ? text(server.udpAddress()) : null;
            report.line("server      in this process, journal on %s; it shares the machine's %d cores with the sender", folder.fileSystem(),
                Runtime.getRuntime().availableProcessors());
            return send(report);
        }
    }

    private int send(final LoadReport report) throws IOException, InterruptedException {
        try (IntervalLog log = new IntervalLog(hdr, spec().commandLine().getErr())) {
            return udp == null ? overHttp(report, log) : overUdp(report, log);
        }
    }

    private int overHttp(final LoadReport report, final IntervalLog log) throws InterruptedException {
        final InetSocketAddress server = address("--http", http);
        final LoadPlan plan = new LoadPlan(rate, seconds, batch, decide, connections, visitors, seed);
        report.line("http        %s, %,.0f events/s asked, %.1f s of warm-up", http, rate, warmup);
        if (warmup > 0) {
            new HttpLoad(plan.lasting(warmup), server, System::nanoTime, soFar -> { }).run();
        }
        final LoadResult result = new HttpLoad(plan, server, System::nanoTime, log).run();
        report.http(plan, result);
        return result.errors == 0 && result.unanswered == 0 ? 0 : 1;
    }

    private int overUdp(final LoadReport report, final IntervalLog log) throws IOException, InterruptedException {
        final InetSocketAddress server = address("--udp", udp);
        final LoadPlan plan = new LoadPlan(rate, seconds, framesPerDatagram, false, 0, visitors, seed);
        report.line("udp         %s, %,.0f events/s asked, %s, %.1f s of warm-up", udp, rate, binary ? "binary" : "JSON", warmup);
        if (warmup > 0) {
            new UdpLoad(plan.lasting(warmup), server, binary, System::nanoTime).run(soFar -> { });
        }
        final ServerCounters counters = http == null ? null : new ServerCounters(address("--http", http));
        final Map<String, Double> before = counters == null ? Map.of() : Settled.read(counters);
        final LoadResult result = new UdpLoad(plan, server, binary, System::nanoTime).run(log);
        report.udp(plan, result);
        if (counters == null) {
            report.line("server      give --http HOST:PORT as well, and its counters tell what was received and lost");
        } else {
            outcome(report, before, Settled.read(counters), result.eventsSent);
        }
        return result.errors == 0 ? 0 : 1;
    }

    private static void outcome(final LoadReport report, final Map<String, Double> before, final Map<String, Double> after,
                                final long sent) {
        report.udpOutcome(sent, difference(before, after, Counter.UDP_DATAGRAMS), difference(before, after, Counter.EVENTS_ACCEPTED),
            difference(before, after, Counter.EVENTS_DUPLICATE), difference(before, after, Counter.EVENTS_REJECTED),
            difference(before, after, Counter.UDP_RING_FULL), difference(before, after, Counter.UDP_KERNEL_DROPS));
    }

    private static long difference(final Map<String, Double> before, final Map<String, Double> after, final Counter counter) {
        return ServerCounters.value(after, counter) - ServerCounters.value(before, counter);
    }

    private static String text(final InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ':' + address.getPort();
    }

    private InetSocketAddress address(final String option, final String text) {
        final int colon = text.lastIndexOf(':');
        try {
            final int port = Integer.parseInt(text.substring(colon + 1));
            if (colon > 0 && port > 0 && port <= MAX_PORT) {
                return new InetSocketAddress(text.substring(0, colon), port);
            }
        } catch (final NumberFormatException e) {
            throw new ParameterException(spec().commandLine(), option + " must be HOST:PORT, not '" + text + "'", e);
        }
        throw new ParameterException(spec().commandLine(), option + " must be HOST:PORT, not '" + text + "'");
    }
}
