package dev.inkling.perf.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The process that sends events and records what was acknowledged; it lives while servers die. It takes orders on standard input:
 * {@code send PORT RATE} sends until the server is gone, {@code settle PORT} sends again what nobody knows about until all of it is
 * acknowledged, {@code probe PORT} sends one new batch. It answers each with {@code done acknowledged=N unknown=N refusals=N}, of all
 * rounds together but for {@code unknown}, which is now.
 */
final class Sender {
    static final String SEND = "send";
    static final String SETTLE = "settle";
    static final String PROBE = "probe";

    private final List<Lane> lanes = new ArrayList<>();
    private final Outbox outbox;
    private final ExecutorService threads;

    private Sender(final EventMaker events, final int connections, final AckLog log) {
        outbox = new Outbox(events);
        threads = Executors.newFixedThreadPool(connections);
        for (int i = 0; i < connections; i++) {
            lanes.add(new Lane(events, outbox, log));
        }
    }

    /**
     * Runs until standard input ends.
     *
     * @param args seed, number of connections, file of acknowledgements
     * @throws IOException          when that file cannot be written
     * @throws InterruptedException never
     * @throws ExecutionException   when that file cannot be written
     */
    public static void main(final String[] args) throws IOException, InterruptedException, ExecutionException {
        try (AckLog log = new AckLog(Path.of(args[2]));
             BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            final Sender sender = new Sender(new EventMaker(Long.parseLong(args[0])), Integer.parseInt(args[1]), log);
            try {
                sender.obey(orders, System.out);
            } finally {
                sender.threads.shutdown();
            }
        }
    }

    private void obey(final BufferedReader orders, final PrintStream out) throws IOException, InterruptedException, ExecutionException {
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            final String[] words = order.split(" ");
            final int port = Integer.parseInt(words[1]);
            if (words[0].equals(PROBE)) {
                lanes.get(0).probe(port);
            } else {
                final boolean fresh = words[0].equals(SEND);
                run(port, fresh ? Double.parseDouble(words[2]) : 0, fresh);
            }
            out.println("done acknowledged=" + lanes.stream().mapToLong(Lane::acknowledgedEvents).sum() + " unknown="
                + outbox.unknownEvents() + " refusals=" + lanes.stream().mapToLong(Lane::refusals).sum());
            out.flush();
        }
    }

    private void run(final int port, final double rate, final boolean fresh) throws InterruptedException, ExecutionException {
        final List<Callable<Void>> work = new ArrayList<>();
        for (final Lane lane : lanes) {
            work.add(() -> {
                lane.run(port, rate / lanes.size(), fresh);
                return null;
            });
        }
        for (final Future<Void> done : threads.invokeAll(work)) {
            done.get();
        }
    }
}
