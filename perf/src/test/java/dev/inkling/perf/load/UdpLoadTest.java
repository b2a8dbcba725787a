package dev.inkling.perf.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;

import dev.inkling.ingest.demo.SampleDatagram;
import org.junit.jupiter.api.Test;

/** Datagrams must be what the server reads. */
class UdpLoadTest {
    private static final LoadPlan PLAN = new LoadPlan(1_000, 0.03, 3, false, 0, 100, 1);

    @Test
    void shouldSendJsonArrays() throws IOException {
        try (DatagramChannel receiver = receiver()) {
            final LoadResult result = new UdpLoad(PLAN, address(receiver), false, System::nanoTime).run(soFar -> { });
            // 1,000 a second for 0.03 s, three at a time.
            assertEquals(10, result.sends);
            assertEquals(30, result.eventsSent);
            final ByteBuffer datagram = receive(receiver);
            final String text = StandardCharsets.UTF_8.decode(datagram).toString();
            assertTrue(text.startsWith("[{\"eventId\":\"L") && text.endsWith("]"), text);
        }
    }

    @Test
    void shouldNumberBinaryDatagramsAndFrameTheirMoments() throws IOException {
        try (DatagramChannel receiver = receiver()) {
            new UdpLoad(PLAN, address(receiver), true, System::nanoTime).run(soFar -> { });
            for (int sequence = 1; sequence <= 10; sequence++) {
                final ByteBuffer datagram = receive(receiver).order(ByteOrder.LITTLE_ENDIAN);
                assertEquals('I' | 'N' << 8 | 'K' << 16 | '1' << 24, datagram.getInt(0));
                assertEquals(sequence, datagram.getLong(12));
                int at = SampleDatagram.HEADER_BYTES;
                for (int frame = 0; frame < 3; frame++) {
                    at += 2 + datagram.getShort(at);
                }
                assertEquals(datagram.limit(), at);
            }
        }
    }

    private static DatagramChannel receiver() throws IOException {
        return DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static InetSocketAddress address(final DatagramChannel receiver) throws IOException {
        return (InetSocketAddress) receiver.getLocalAddress();
    }

    private static ByteBuffer receive(final DatagramChannel receiver) throws IOException {
        final ByteBuffer datagram = ByteBuffer.allocate(65_536);
        receiver.receive(datagram);
        return datagram.flip();
    }
}
