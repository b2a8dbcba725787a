package dev.inkling.ingest.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

import com.fasterxml.jackson.core.JsonGenerator;

/**
 * One storefront page script after another over one kept-alive connection: posts what its shoppers do, one moment a request, or as many
 * as have queued up while the last reply was awaited. A shopper's moments all go through the same sender, so they stay in order.
 */
final class HttpSender implements Runnable {
    private static final int MOST_EVENTS = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Outgoing END = new Outgoing(null, 0);

    private final LinkedBlockingQueue<Outgoing> queue = new LinkedBlockingQueue<>();
    private final HttpClient client;
    private final URI uri;
    private final Tally tally;
    private final Decided decided;
    private final SampleJson json = new SampleJson();

    HttpSender(final HttpClient client, final URI uri, final Tally tally, final Decided decided) {
        this.client = client;
        this.uri = uri;
        this.tally = tally;
        this.decided = decided;
    }

    void send(final ShopperTraffic.Step step, final long timestamp) {
        queue.add(new Outgoing(step, timestamp));
    }

    /** Lets the sender end once all is sent. */
    void finish() {
        queue.add(END);
    }

    @Override
    public void run() {
        final List<Outgoing> batch = new ArrayList<>();
        try {
            boolean more = true;
            while (more) {
                batch.clear();
                batch.add(queue.take());
                queue.drainTo(batch, MOST_EVENTS - 1);
                more = !batch.remove(END);
                if (!batch.isEmpty()) {
                    post(batch);
                }
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            tally.onFailure("interrupted");
        }
    }

    private void post(final List<Outgoing> batch) throws InterruptedException {
        tally.httpSent.add(batch.size());
        try {
            final HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body(batch))).build();
            final long sent = System.nanoTime();
            final HttpResponse<String> response =
                client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            final long nanos = System.nanoTime() - sent;
            if (response.statusCode() != 200) {
                tally.onFailure("HTTP " + response.statusCode() + ": " + response.body());
                return;
            }
            final EventsReply reply = EventsReply.parse(response.body());
            tally.onReply(nanos, reply);
            for (final DecisionNote note : reply.decisions()) {
                decided.onDecision(note);
            }
        } catch (final IOException e) {
            tally.onFailure(e.toString());
        }
    }

    private byte[] body(final List<Outgoing> batch) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = json.open(out)) {
            if (batch.size() > 1) {
                generator.writeStartArray();
            }
            for (final Outgoing outgoing : batch) {
                json.write(generator, outgoing.step, outgoing.timestamp);
            }
            if (batch.size() > 1) {
                generator.writeEndArray();
            }
        }
        return out.toByteArray();
    }

    /** Takes decisions as replies bring them, on the sender's thread. */
    @FunctionalInterface
    interface Decided {
        /** A decision came back. */
        void onDecision(DecisionNote note);
    }

    /** A moment on its way, with its time. */
    private record Outgoing(ShopperTraffic.Step step, long timestamp) {
    }
}
