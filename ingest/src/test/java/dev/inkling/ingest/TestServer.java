package dev.inkling.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import dev.inkling.ring.Counter;

/** A real server on free ports of this machine, small, and the ways to talk to it. */
public final class TestServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Server server;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

    private TestServer(final Server server) {
        this.server = server;
    }

    /**
     * Settings of a small server.
     *
     * @param data  its folder
     * @param pairs keys and values of further settings
     * @return settings
     */
    public static Settings settings(final Path data, final String... pairs) {
        final Map<Setting, String> flags = new EnumMap<>(Setting.class);
        flags.put(Setting.DATA, data.toString());
        flags.put(Setting.HTTP, "127.0.0.1:0");
        flags.put(Setting.UDP, "127.0.0.1:0");
        flags.put(Setting.VISITORS, "1024");
        flags.put(Setting.RING_SLOTS, "8192");
        for (int i = 0; i < pairs.length; i += 2) {
            flags.put(Setting.valueOf(pairs[i].replace('-', '_').toUpperCase(Locale.ROOT)), pairs[i + 1]);
        }
        return new SettingsLoader().flags(flags).load();
    }

    /**
     * Starts a server.
     *
     * @param data  its folder
     * @param pairs keys and values of further settings
     * @return it, taking traffic
     */
    public static TestServer start(final Path data, final String... pairs) {
        return new TestServer(Server.start(ServerContext.conclude(settings(data, pairs))));
    }

    /**
     * The server itself.
     *
     * @return it
     */
    public Server server() {
        return server;
    }

    /**
     * Where HTTP is taken.
     *
     * @return the address
     */
    public InetSocketAddress http() {
        return server.httpAddress();
    }

    /**
     * Value of a counter.
     *
     * @param counter which
     * @return its value now
     */
    public long count(final Counter counter) {
        return server.pipeline().counters().get(counter);
    }

    /**
     * Sends a request and waits for the reply.
     *
     * @param method such as GET
     * @param path   with query
     * @param body   bytes, none when empty
     * @param headers names and values
     * @return status and text
     */
    public HttpResponse<String> send(final String method, final String path, final byte[] body, final String... headers) {
        final HttpRequest.Builder request = HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + http().getPort() + path)).timeout(PATIENCE)
            .method(method, body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads a path.
     *
     * @param path with query
     * @return status and text
     */
    public HttpResponse<String> get(final String path) {
        return send("GET", path, new byte[0]);
    }

    /**
     * Posts text.
     *
     * @param path with query
     * @param body text
     * @return status and text
     */
    public HttpResponse<String> post(final String path, final String body) {
        return send("POST", path, body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends a datagram.
     *
     * @param bytes of it
     */
    public void datagram(final byte[] bytes) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(bytes, bytes.length, server.udpAddress()));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until something holds.
     *
     * @param what  for the message
     * @param holds asked again and again
     */
    public static void await(final String what, final BooleanSupplier holds) {
        final long endNs = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - endNs > 0) {
                throw new AssertionError("did not come: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
