package dev.inkling.perf.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server as users start it, {@code serve} in a process of its own. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready http=\\S+:(\\d+) udp=.*");
    private static final Pattern LOCK_CLEARED = Pattern.compile("cleared .* left by process");
    private static final String ANY_PORT = "127.0.0.1:0";
    private static final long START_MS = 60_000;
    private static final long STOP_MS = 20_000;
    private static final int TOLD_LINES = 5;

    private final Path log;
    private final long logFrom;
    private final long startNs;
    private final ChildJvm child;
    private int port;

    private ServerProcess(final Path log, final long logFrom, final long startNs, final ChildJvm child) {
        this.log = log;
        this.logFrom = logFrom;
        this.startNs = startNs;
        this.child = child;
    }

    /** Starts one, and returns before it is ready. It makes no snapshots by itself: by hand they come when they are wanted. */
    static ServerProcess launch(final Folders folders, final AttackPlan plan) throws IOException {
        final Path log = folders.log("server");
        final long logFrom = Files.exists(log) ? Files.size(log) : 0;
        final long startNs = System.nanoTime();
        final ChildJvm child = ChildJvm.start(List.of(), "dev.inkling.ingest.Main",
            List.of("serve", "--data", folders.data().toString(), "--http", ANY_PORT, "--udp", ANY_PORT, "--durability", plan.durability(),
                "--snapshot-events", "0"), log);
        return new ServerProcess(log, logFrom, startNs, child);
    }

    /**
     * Waits until it takes traffic.
     *
     * @return milliseconds since its process was started, the JVM's own start among them
     * @throws IOException when it does not start, with what it said
     */
    long awaitReady() throws IOException, InterruptedException {
        final String line;
        try {
            line = child.awaitLine(START_MS);
        } catch (final TimeoutException e) {
            throw new IOException("the server was not ready in " + START_MS + " ms; it said: " + lastWords(), e);
        }
        final long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
        final Matcher ready = READY.matcher(line == null ? "" : line);
        if (!ready.matches()) {
            throw new IOException("the server did not start; it said: " + lastWords());
        }
        port = Integer.parseInt(ready.group(1));
        return tookMs;
    }

    int port() {
        return port;
    }

    long pid() {
        return child.pid();
    }

    /** Locks of a dead writer that this start found held and cleared. */
    long locksCleared() throws IOException {
        return LOCK_CLEARED.matcher(said()).results().count();
    }

    /** Kill -9; returns when it is dead. */
    void kill() throws InterruptedException {
        child.kill();
    }

    /** Ends it in good order; returns its exit code. */
    int stop() throws InterruptedException, TimeoutException {
        child.terminate();
        return child.awaitExit(STOP_MS);
    }

    private String said() throws IOException {
        final byte[] all = Files.readAllBytes(log);
        return new String(Arrays.copyOfRange(all, (int) Math.min(logFrom, all.length), all.length), StandardCharsets.UTF_8);
    }

    private String lastWords() throws IOException {
        final List<String> lines = said().lines().toList();
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - TOLD_LINES), lines.size()));
    }

    @Override
    public void close() {
        child.close();
    }
}
