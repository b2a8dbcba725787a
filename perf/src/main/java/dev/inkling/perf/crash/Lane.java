package dev.inkling.perf.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One connection's sending: a batch, its reply, its record, and the next. It lives through all rounds; a server's death ends a round. */
final class Lane {
    /** One batch in so many is sent again though it was acknowledged, as by a client that did not see the reply. */
    private static final int AGAIN_EVERY = 50;
    private static final long REFUSED_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final EventMaker events;
    private final Outbox outbox;
    private final AckLog log;
    private Batch acknowledged;
    private long exchanges;
    private long acknowledgedEvents;
    private long refusals;

    Lane(final EventMaker events, final Outbox outbox, final AckLog log) {
        this.events = events;
        this.outbox = outbox;
        this.log = log;
    }

    /**
     * Sends until the server is gone, or until nothing is left that nobody knows about.
     *
     * @param port  of the server
     * @param rate  events a second, 0 for as many as get through
     * @param fresh whether to send new events
     */
    void run(final int port, final double rate, final boolean fresh) {
        try (HttpPost http = HttpPost.connect(port)) {
            if (acknowledged != null) {
                exchange(http, acknowledged, true);
            }
            long dueNs = System.nanoTime();
            for (Batch batch = outbox.next(fresh); batch != null; batch = outbox.next(fresh)) {
                dueNs = rate > 0 ? await(dueNs) + (long) (batch.count() * 1e9 / rate) : dueNs;
                exchange(http, batch, false);
                if (++exchanges % AGAIN_EVERY == 0 && acknowledged != null) {
                    exchange(http, acknowledged, true);
                }
            }
        } catch (final LogException e) {
            throw e;
        } catch (final IOException | RuntimeException e) {
            // The server is gone, which is the point; what was under way is back in the outbox.
        }
    }

    /** Sends one new batch, to see whether a server that has just started takes it. */
    void probe(final int port) {
        try (HttpPost http = HttpPost.connect(port)) {
            exchange(http, outbox.fresh(), false);
        } catch (final LogException e) {
            throw e;
        } catch (final IOException | RuntimeException e) {
            // It shows in what was acknowledged.
        }
    }

    private void exchange(final HttpPost http, final Batch batch, final boolean again) throws IOException {
        final HttpPost.Reply reply;
        boolean answered = false;
        try {
            reply = http.post(events.body(batch));
            answered = reply.status() != 503;
        } finally {
            if (!answered && !again) {
                outbox.putBack(batch);
            }
        }
        if (!answered) {
            refusals++;
            LockSupport.parkNanos(REFUSED_PAUSE_NS);
            return;
        }
        record(batch, again, reply);
        if (!again) {
            acknowledged = batch;
            acknowledgedEvents += batch.count();
        }
    }

    private void record(final Batch batch, final boolean again, final HttpPost.Reply reply) {
        try {
            log.add(batch, again, reply);
        } catch (final IOException e) {
            throw new LogException(e);
        }
    }

    /** Waits until a request is due; who is late by then starts anew from now. */
    private static long await(final long dueNs) {
        for (long left = dueNs - System.nanoTime(); left > 0; left = dueNs - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return Math.max(dueNs, System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(20));
    }

    long acknowledgedEvents() {
        return acknowledgedEvents;
    }

    long refusals() {
        return refusals;
    }

    /** The record itself cannot be written, so nothing that follows would prove anything. */
    private static final class LogException extends UncheckedIOException {
        private static final long serialVersionUID = 1L;

        LogException(final IOException cause) {
            super("cannot record an acknowledgement", cause);
        }
    }
}
