package dev.inkling.perf.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.inkling.ingest.demo.SampleDatagram;
import dev.inkling.ingest.demo.SampleJson;
import dev.inkling.ingest.demo.SampleMoment;
import dev.inkling.ingest.demo.Shopper;
import dev.inkling.ingest.demo.ShopperGenerator;
import dev.inkling.ingest.demo.ShopperTraffic;

/**
 * A moment in the bytes that go over the wire, in which only the event id and the visitor change from one sending to the next. Sending is
 * then a copy and two patches, so the rig costs the machine little beside what it measures.
 */
final class Template {
    /** Moments that are sent in turn: enough that every persona is among them. */
    static final int COUNT = 4096;

    private static final String EVENT_ID = "L000000000000000E";
    private static final String VISITOR_ID = "v00000000000V";
    private static final int EVENT_DIGITS = 16;
    private static final int VISITOR_DIGITS = 12;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final int eventAt;
    private final int visitorAt;

    private Template(final byte[] bytes) {
        this.bytes = bytes;
        this.eventAt = find(bytes, EVENT_ID) + 1;
        this.visitorAt = find(bytes, VISITOR_ID) + 1;
    }

    /** Moments as JSON objects. */
    static Template[] json(final long seed) {
        final SampleJson json = new SampleJson();
        final Template[] templates = new Template[COUNT];
        final ShopperTraffic traffic = traffic(seed);
        for (int i = 0; i < COUNT; i++) {
            final ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (JsonGenerator generator = json.open(out)) {
                json.write(generator, blank(traffic.next()), -1);
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
            templates[i] = new Template(out.toByteArray());
        }
        return templates;
    }

    /** Moments as frames behind their lengths, as a binary datagram holds them. */
    static Template[] frames(final long seed) {
        final Template[] templates = new Template[COUNT];
        final ShopperTraffic traffic = traffic(seed);
        final SampleDatagram datagram = new SampleDatagram(0);
        for (int i = 0; i < COUNT; i++) {
            datagram.add(blank(traffic.next()), -1);
            final ByteBuffer whole = datagram.finish();
            final byte[] frame = new byte[whole.remaining() - SampleDatagram.HEADER_BYTES];
            whole.get(whole.position() + SampleDatagram.HEADER_BYTES, frame);
            templates[i] = new Template(frame);
        }
        return templates;
    }

    int length() {
        return bytes.length;
    }

    /** Writes the moment with these ids and leaves {@code target} behind it. */
    void put(final byte[] target, final int offset, final long event, final long visitor) {
        System.arraycopy(bytes, 0, target, offset, bytes.length);
        putHex(target, offset + eventAt, event, EVENT_DIGITS);
        putHex(target, offset + visitorAt, visitor, VISITOR_DIGITS);
    }

    private static void putHex(final byte[] target, final int offset, final long value, final int digits) {
        long rest = value;
        for (int i = digits - 1; i >= 0; i--) {
            target[offset + i] = HEX[(int) (rest & 15)];
            rest >>>= 4;
        }
    }

    private static ShopperTraffic traffic(final long seed) {
        return new ShopperTraffic(new ShopperGenerator(seed, 1_000, ""));
    }

    private static ShopperTraffic.Step blank(final ShopperTraffic.Step step) {
        final Shopper who = step.shopper();
        final SampleMoment what = step.moment();
        return new ShopperTraffic.Step(
            new Shopper(who.number(), VISITOR_ID, null, "load", who.persona(), who.device(), who.channel(), who.moments()),
            new SampleMoment(EVENT_ID, what.atMs(), what.type(), what.details()));
    }

    private static int find(final byte[] bytes, final String text) {
        final int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
        if (at < 0) {
            throw new IllegalStateException("no " + text + " in the template");
        }
        return at;
    }
}
