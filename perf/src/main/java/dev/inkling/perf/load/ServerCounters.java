package dev.inkling.perf.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import dev.inkling.ring.Counter;

/** Reads a server's counters from its {@code /metrics}. */
final class ServerCounters {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI uri;

    ServerCounters(final InetSocketAddress http) {
        uri = URI.create("http://" + http.getHostString() + ':' + http.getPort() + "/metrics");
    }

    Map<String, Double> read() throws IOException, InterruptedException {
        final HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
        final HttpResponse<String> reply = client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (reply.statusCode() != 200) {
            throw new IOException(uri + " answered " + reply.statusCode());
        }
        return parse(reply.body());
    }

    /** Samples without labels, by name, of the Prometheus text format. */
    static Map<String, Double> parse(final String text) {
        final Map<String, Double> samples = new TreeMap<>();
        for (final String line : text.split("\n")) {
            final int space = line.indexOf(' ');
            if (space > 0 && line.charAt(0) != '#' && line.indexOf('{') < 0) {
                samples.put(line.substring(0, space), Double.valueOf(line.substring(space + 1).trim().split(" ")[0]));
            }
        }
        return samples;
    }

    /** A counter's value, whatever prefix the exposition gives its name; 0 when it is not there. */
    static long value(final Map<String, Double> samples, final Counter counter) {
        final String name = counter.metric();
        for (final Map.Entry<String, Double> sample : samples.entrySet()) {
            if (sample.getKey().equals(name) || sample.getKey().endsWith("_" + name) && sample.getKey().startsWith("inkling")) {
                return sample.getValue().longValue();
            }
        }
        return 0;
    }
}
