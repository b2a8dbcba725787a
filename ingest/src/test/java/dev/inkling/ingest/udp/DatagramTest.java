package dev.inkling.ingest.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

import dev.inkling.ingest.TestServer;
import dev.inkling.journal.Fact;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.KeyMaker;
import dev.inkling.journal.MomentWriter;
import dev.inkling.journal.SipHash;
import dev.inkling.journal.Storefront;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.codec.TextKind;
import dev.inkling.ring.Counter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datagrams against a real server: events of either kind come through, garbage is counted by its kind. */
class DatagramTest {
    private static final String SECRET = "000102030405060708090a0b0c0d0e0f";
    private static final String OTHER = "ffffffffffffffffffffffffffffffff";

    @TempDir
    private Path data;
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(data, "clock", "event", "secret", SECRET);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void awaitCount(final Counter counter, final long count) {
        TestServer.await(counter + " to be " + count, () -> server.count(counter) >= count);
        assertEquals(count, server.count(counter), counter.toString());
    }

    private void datagram(final String text) {
        server.datagram(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A frame as a sender makes it; its keys are of another secret, so that they cannot be the ones that count. */
    private static byte[] frame(final String visitor, final String moment) {
        final FrameBatch batch = new FrameBatch(1);
        final MomentWriter writer = new MomentWriter(new KeyMaker(OTHER));
        writer.begin(batch, Storefront.DEFAULT, Source.INTERNAL);
        writer.text(TextKind.VISITOR_ID, visitor);
        writer.text(TextKind.NAME, moment);
        writer.number(Fact.DURATION, 12);
        writer.timestamp(1_700_000_000_000L);
        final byte[] extra = "\"shade\":{\"name\":\"rose\"}".getBytes(StandardCharsets.UTF_8);
        writer.extra(extra, 0, extra.length);
        assertEquals(null, writer.finish());
        final byte[] bytes = new byte[batch.length(0)];
        batch.buffer().getBytes(batch.offset(0), bytes);
        return bytes;
    }

    private static byte[] packed(final int version, final int storefront, final long sequence, final byte[]... frames) {
        final ByteBuffer out = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        out.put("INK1".getBytes(StandardCharsets.US_ASCII)).put((byte) 0).put((byte) version).putShort((short) storefront);
        out.putInt(7).putLong(sequence);
        for (final byte[] frame : frames) {
            out.putShort((short) frame.length).put(frame);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static byte[] tagged(final byte[] plain, final String secret) {
        plain[4] = 1;
        final ByteBuffer key = ByteBuffer.wrap(HexFormat.of().parseHex(secret)).order(ByteOrder.LITTLE_ENDIAN);
        final long tag = SipHash.hash(key.getLong(), key.getLong(), plain, 0, plain.length);
        final ByteBuffer out = ByteBuffer.allocate(plain.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        out.put(plain, 0, 20).putLong(tag).put(plain, 20, plain.length - 20);
        return out.array();
    }

    @Test
    void shouldTakeBinaryFramesOfAStorefrontByItsNumber() {
        try (TestServer two = TestServer.start(data.resolve("two"), "clock", "event", "secret", SECRET, "storefronts", "default,outlet")) {
            two.datagram(packed(1, 1, 1, frame("u", "search")));
            two.datagram(packed(1, 2, 2, frame("u", "search")));
            two.datagram("{\"storefront\":\"outlet\",\"visitorId\":\"w\",\"momentType\":\"search\"}".getBytes(StandardCharsets.UTF_8));
            TestServer.await("events", () -> two.count(Counter.EVENTS_ACCEPTED) == 2 && two.count(Counter.UDP_BAD_STOREFRONT) == 1);
            for (final String visitor : new String[] {"u", "w"}) {
                assertEquals(404, two.get("/v1/visitors/" + visitor).statusCode());
                assertEquals(200, two.get("/v1/visitors/" + visitor + "?storefront=outlet").statusCode());
            }
        }
    }

    @Test
    void shouldTakeJson() {
        datagram("{\"visitorId\":\"u\",\"momentType\":\"search\"}");
        awaitCount(Counter.EVENTS_ACCEPTED, 1);
        datagram("[{\"visitorId\":\"u\",\"momentType\":\"search\"},{\"momentType\":\"x\"}]");
        awaitCount(Counter.EVENTS_ACCEPTED, 2);
        awaitCount(Counter.DEAD_LETTERS, 1);
        assertEquals(200, server.get("/v1/visitors/u").statusCode());
    }

    @Test
    void shouldTakeFramesAndMakeTheirKeysAnew() {
        server.datagram(packed(1, 0, 1, frame("b-1", "size_guide"), frame("b-1", "review_read")));
        awaitCount(Counter.EVENTS_ACCEPTED, 2);
        // The visitor is found under the key of the server's own secret.
        final String visitor = server.get("/v1/visitors/b-1").body();
        assertTrue(visitor.contains("\"momentType\":\"review_read\""), visitor);
        assertTrue(visitor.contains("\"at\":1700000000000"), visitor);
    }

    @Test
    void shouldCheckTagsUnderTheSecret() {
        server.datagram(tagged(packed(1, 0, 1, frame("t", "search")), SECRET));
        awaitCount(Counter.EVENTS_ACCEPTED, 1);
        server.datagram(tagged(packed(1, 0, 2, frame("t", "search")), OTHER));
        awaitCount(Counter.UDP_BAD_TAG, 1);
        assertEquals(1, server.count(Counter.EVENTS_ACCEPTED));
    }

    @Test
    void shouldCountGapsAndRepeats() {
        server.datagram(packed(1, 0, 1, frame("g", "search")));
        awaitCount(Counter.EVENTS_ACCEPTED, 1);
        server.datagram(packed(1, 0, 5, frame("g", "search")));
        awaitCount(Counter.EVENTS_ACCEPTED, 2);
        // 2, 3 and 4 are missing.
        awaitCount(Counter.UDP_LOST, 3);
        server.datagram(packed(1, 0, 5, frame("g", "search")));
        awaitCount(Counter.UDP_DUPLICATE, 1);
        assertEquals(2, server.count(Counter.EVENTS_ACCEPTED));
    }

    @Test
    void shouldCountGarbageByItsKind() {
        datagram("junk");
        awaitCount(Counter.UDP_BAD_MAGIC, 1);
        datagram("{\"visitorId\"");
        awaitCount(Counter.UDP_BAD_JSON, 1);
        server.datagram(packed(2, 0, 1));
        awaitCount(Counter.UDP_BAD_VERSION, 1);
        server.datagram(packed(1, 9, 1));
        awaitCount(Counter.UDP_BAD_STOREFRONT, 1);
        datagram("INK1");
        awaitCount(Counter.UDP_BAD_LENGTH, 1);
        server.datagram(new byte[16_385]);
        awaitCount(Counter.UDP_BAD_LENGTH, 2);
        final byte[] cut = packed(1, 0, 1, frame("x", "search"));
        server.datagram(Arrays.copyOf(cut, cut.length - 1));
        awaitCount(Counter.UDP_BAD_LENGTH, 3);
        final byte[] unknown = frame("x", "search");
        unknown[2] = 99;
        server.datagram(packed(1, 0, 2, unknown));
        awaitCount(Counter.UDP_BAD_TEMPLATE, 1);
        final byte[] torn = frame("x", "search");
        server.datagram(packed(1, 0, 3, Arrays.copyOf(torn, torn.length - 3), frame("x", "search")));
        awaitCount(Counter.UDP_BAD_STRUCTURE, 1);
        awaitCount(Counter.EVENTS_ACCEPTED, 1);
    }

    /** A frame whose duration has these bits. */
    private static byte[] lasting(final long bits) {
        final byte[] frame = frame("n", "search");
        // The duration stands among the values: behind the message header (8), the block, and the header of the group (4).
        final int block = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).getShort(0);
        final ByteBuffer bytes = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        int at = 8 + block + 4;
        while (bytes.getDouble(at) != 12) {
            at += 8;
        }
        bytes.putLong(at, bits);
        return frame;
    }

    @Test
    void shouldMakeADeadLetterOfAFrameThatBreaksARule() {
        final double[] broken = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};
        server.datagram(packed(1, 0, 1, lasting(-1L)));
        for (int i = 0; i < broken.length; i++) {
            server.datagram(packed(1, 0, i + 2, lasting(Double.doubleToRawLongBits(broken[i]))));
        }
        awaitCount(Counter.DEAD_LETTERS, 1 + broken.length);
        // Counted on another thread, after the offer.
        awaitCount(Counter.EVENTS_REJECTED, 1 + broken.length);
        server.datagram(packed(1, 0, 9, lasting(Double.doubleToRawLongBits(1e200)), lasting(Double.doubleToRawLongBits(-1e200))));
        awaitCount(Counter.EVENTS_ACCEPTED, 2);
    }

    @Test
    void shouldOutliveWhateverComes() {
        final long seed = new Random().nextLong();
        final Random random = new Random(seed);
        final byte[] good = packed(1, 0, 1, frame("r", "search"));
        for (int i = 0; i < 2_000; i++) {
            final byte[] bytes = random.nextBoolean() ? good.clone() : new byte[random.nextInt(600)];
            final int flips = random.nextInt(8);
            for (int k = 0; k < flips && bytes.length > 0; k++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            server.datagram(bytes);
        }
        TestServer.await("an event behind the garbage, seed " + seed, () -> {
            datagram("{\"visitorId\":\"last\",\"momentType\":\"search\"}");
            return server.get("/v1/visitors/last").statusCode() == 200;
        });
        assertEquals(200, server.get("/readyz").statusCode(), "seed " + seed);
    }
}
