package dev.inkling.ingest.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

import com.fasterxml.jackson.core.JsonGenerator;

/** Sends moments as datagrams: JSON one by one, binary as many as fit. Confined to one thread. */
final class UdpSender implements AutoCloseable {
    private static final int SENDER = 1;

    private final DatagramChannel channel;
    private final Tally tally;
    private final SampleJson json = new SampleJson();
    private final SampleDatagram datagram = new SampleDatagram(SENDER);

    UdpSender(final InetSocketAddress server, final Tally tally) throws IOException {
        this.channel = DatagramChannel.open().connect(server);
        this.tally = tally;
    }

    void sendJson(final ShopperTraffic.Step step, final long timestamp) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = json.open(out)) {
            json.write(generator, step, timestamp);
        }
        write(ByteBuffer.wrap(out.toByteArray()), 1);
    }

    void sendBinary(final ShopperTraffic.Step step, final long timestamp) throws IOException {
        if (!datagram.add(step, timestamp)) {
            flush();
            datagram.add(step, timestamp);
        }
    }

    /** Sends the binary moments that wait for company. */
    void flush() throws IOException {
        final int frames = datagram.frames();
        if (frames > 0) {
            write(datagram.finish(), frames);
        }
    }

    private void write(final ByteBuffer bytes, final int events) throws IOException {
        channel.write(bytes);
        tally.datagrams.increment();
        tally.udpSent.add(events);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
