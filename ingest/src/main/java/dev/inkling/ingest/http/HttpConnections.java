package dev.inkling.ingest.http;

import java.util.LinkedHashSet;
import java.util.Set;

import dev.inkling.ingest.loop.IngestLoop;

/** The open connections of one event loop, so that slow clients can be found without a timer for each. Confined to the loop. */
final class HttpConnections implements IngestLoop.Sweep {
    private final Set<HttpConnection> open = new LinkedHashSet<>();
    private final long timeoutNs;

    HttpConnections(final long timeoutNs) {
        this.timeoutNs = timeoutNs;
    }

    void add(final HttpConnection connection) {
        open.add(connection);
    }

    void remove(final HttpConnection connection) {
        open.remove(connection);
    }

    @Override
    public void onSweep(final long nowNs) {
        for (final HttpConnection connection : open.toArray(new HttpConnection[0])) {
            connection.onSweep(nowNs, timeoutNs);
        }
    }
}
