package dev.inkling.perf.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@link Sender} seen from here. */
final class SenderProcess implements AutoCloseable {
    private static final Pattern DONE = Pattern.compile("done acknowledged=(\\d+) unknown=(\\d+) refusals=(\\d+)");
    private static final long DONE_MS = 60_000;

    private final Folders folders;
    private final ChildJvm child;
    private long acknowledged;
    private long unknown;
    private long refusals;

    private SenderProcess(final Folders folders, final ChildJvm child) {
        this.folders = folders;
        this.child = child;
    }

    static SenderProcess start(final Folders folders, final long seed, final int connections) throws IOException {
        // It shares the cores with the server, so it is to be small.
        final List<String> flags = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        return new SenderProcess(folders, ChildJvm.start(flags, Sender.class.getName(),
            List.of(Long.toString(seed), Integer.toString(connections), folders.acknowledgements().toString()), folders.log("sender")));
    }

    /** Has it send until the server dies; {@code rate} in events a second, 0 for as many as get through. */
    void send(final int port, final double rate) throws IOException {
        child.write(String.format(Locale.ROOT, "%s %d %.1f", Sender.SEND, port, rate));
    }

    /** Has it send one new batch. */
    void probe(final int port) throws IOException {
        child.write(Sender.PROBE + ' ' + port);
    }

    /** Has it send again what nobody knows about. */
    void settle(final int port) throws IOException {
        child.write(Sender.SETTLE + ' ' + port);
    }

    /** Waits until it has carried out its order. */
    void awaitDone() throws IOException, InterruptedException {
        final String line;
        try {
            line = child.awaitLine(DONE_MS);
        } catch (final TimeoutException e) {
            throw new IOException("the sender did not end its round in " + DONE_MS + " ms", e);
        }
        final Matcher done = DONE.matcher(line == null ? "" : line);
        if (!done.matches()) {
            throw new IOException("the sender failed: " + Files.readString(folders.log("sender")).trim());
        }
        acknowledged = Long.parseLong(done.group(1));
        unknown = Long.parseLong(done.group(2));
        refusals = Long.parseLong(done.group(3));
    }

    /** Events acknowledged since its start. */
    long acknowledged() {
        return acknowledged;
    }

    /** Events that were sent and of which nobody knows, now. */
    long unknown() {
        return unknown;
    }

    /** Requests refused with 503 since its start. */
    long refusals() {
        return refusals;
    }

    @Override
    public void close() {
        child.close();
    }
}
