package dev.inkling.perf.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import dev.inkling.ingest.demo.SampleDatagram;

/**
 * Sends datagrams at their intended times, JSON or binary. A sender cannot see what became of a datagram; the report asks the server's
 * counters. Confined to the calling thread.
 */
final class UdpLoad {
    private static final long PARK_NANOS = TimeUnit.MICROSECONDS.toNanos(60);
    private static final int MAX_DATAGRAM_BYTES = 65_507;
    private static final byte[] BINARY_HEAD = {'I', 'N', 'K', '1', 0, 1, 0, 0};

    private final LoadPlan plan;
    private final InetSocketAddress server;
    private final LongSupplier clock;
    private final boolean binary;
    private final byte[] scratch = new byte[MAX_DATAGRAM_BYTES];
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
    private final EventSource events;
    private final int sender;
    private long sequence;

    UdpLoad(final LoadPlan plan, final InetSocketAddress server, final boolean binary, final LongSupplier clock) {
        this.plan = plan;
        this.server = server;
        this.binary = binary;
        this.clock = clock;
        final long base = System.currentTimeMillis() << 20;
        this.events = new EventSource(binary ? Template.frames(plan.seed()) : Template.json(plan.seed()), plan.visitors(), base);
        this.sender = (int) (base >>> 20);
    }

    /** Runs to the end and returns what was sent. */
    LoadResult run(final Progress progress) throws IOException {
        final LoadResult result = new LoadResult();
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(server);
            final Schedule schedule = new Schedule(clock.getAsLong(), plan.sendsPerSecond(), plan.seconds());
            long second = schedule.intendedNanos(0);
            for (long index = 0; index < schedule.requests(); index++) {
                final long intended = schedule.intendedNanos(index);
                long now = clock.getAsLong();
                while (now < intended) {
                    LockSupport.parkNanos(Math.min(intended - now, PARK_NANOS));
                    now = clock.getAsLong();
                }
                result.onLag(now - intended);
                send(channel, result);
                if (now - second >= TimeUnit.SECONDS.toNanos(1)) {
                    second = now;
                    progress.onSecond(result);
                }
            }
            result.elapsedSeconds = Math.max(plan.seconds(), (clock.getAsLong() - schedule.intendedNanos(0)) / 1e9);
        }
        return result;
    }

    private void send(final DatagramChannel channel, final LoadResult result) {
        final int length = binary ? fillBinary() : fillJson();
        datagram.clear();
        datagram.put(scratch, 0, length).flip();
        result.sends++;
        result.eventsSent += plan.eventsPerSend();
        try {
            channel.write(datagram);
        } catch (final IOException e) {
            result.onError("sending: " + e.getMessage());
        }
    }

    private int fillJson() {
        int at = 0;
        if (plan.eventsPerSend() == 1) {
            return events.put(scratch, at);
        }
        for (int i = 0; i < plan.eventsPerSend(); i++) {
            scratch[at++] = (byte) (i == 0 ? '[' : ',');
            at = events.put(scratch, at);
        }
        scratch[at++] = ']';
        return at;
    }

    private int fillBinary() {
        System.arraycopy(BINARY_HEAD, 0, scratch, 0, BINARY_HEAD.length);
        sequence++;
        for (int i = 0; i < Integer.BYTES; i++) {
            scratch[8 + i] = (byte) (sender >>> (i << 3));
        }
        for (int i = 0; i < Long.BYTES; i++) {
            scratch[12 + i] = (byte) (sequence >>> (i << 3));
        }
        int at = SampleDatagram.HEADER_BYTES;
        for (int i = 0; i < plan.eventsPerSend(); i++) {
            at = events.put(scratch, at);
        }
        return at;
    }
}
