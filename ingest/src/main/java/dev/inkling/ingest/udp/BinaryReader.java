package dev.inkling.ingest.udp;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.inkling.ingest.loop.IngestLoop;
import dev.inkling.journal.DeadLetterWriter;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.FrameStructure;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Frames;
import dev.inkling.journal.MomentWriter;
import dev.inkling.journal.Problem;
import dev.inkling.journal.Storefront;
import dev.inkling.journal.codec.MomentEventDecoder;
import dev.inkling.journal.codec.Source;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Counters;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads binary datagrams, all numbers little-endian. What is wrong is counted by its kind: in the head it costs the datagram, in a frame
 * that frame, and where lengths no longer tell where the next frame begins, the rest.
 *
 * <pre>
 *   0      4       5         6            8        12         20
 *   | INK1 | flags | version | storefront | sender | sequence | [tag u64 when flag 1] | length u16, frame | ...
 * </pre>
 *
 * Confined to one event loop.
 */
final class BinaryReader {
    static final int HEAD_BYTES = 20;
    static final int TAG_BYTES = 8;
    static final int FLAG_TAG = 1;
    static final int VERSION = 1;

    private static final byte[] MAGIC = "INK1".getBytes(StandardCharsets.US_ASCII);
    private static final int STOREFRONT_OFFSET = 6;
    private static final int SENDER_OFFSET = 8;
    private static final int SEQUENCE_OFFSET = 12;
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final byte[] NO_BODY = new byte[0];

    private final IngestLoop loop;
    private final Counters counters;
    private final FrameBatch batch;
    private final DatagramTag tag;
    private final SenderTable senders;
    private final FrameRebuilder rebuilder;
    private final DeadLetterWriter deadLetters = new DeadLetterWriter();
    private final UnsafeBuffer buffer = new UnsafeBuffer(NO_BODY);

    /**
     * A reader that writes into the loop's batch.
     *
     * @param loop   whose batch and counters
     * @param secret identity secret, 32 hex digits
     */
    BinaryReader(final IngestLoop loop, final String secret) {
        this.loop = loop;
        counters = loop.counters();
        batch = loop.batch();
        tag = new DatagramTag(secret);
        senders = new SenderTable(loop.context().senders());
        rebuilder = new FrameRebuilder(new MomentWriter(loop.keys()));
    }

    /**
     * Reads a datagram into the batch.
     *
     * @param bytes  holds it; its head is moved when it bears a tag
     * @param length in bytes
     */
    void read(final byte[] bytes, final int length) {
        batch.clear();
        if (length < MAGIC.length || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            counters.increment(Counter.UDP_BAD_MAGIC);
            return;
        }
        final boolean tagged = length > MAGIC.length && (bytes[MAGIC.length] & FLAG_TAG) != 0;
        final int framesOffset = tagged ? HEAD_BYTES + TAG_BYTES : HEAD_BYTES;
        if (length < framesOffset) {
            counters.increment(Counter.UDP_BAD_LENGTH);
            return;
        }
        if ((bytes[MAGIC.length] & ~FLAG_TAG) != 0 || bytes[MAGIC.length + 1] != VERSION) {
            counters.increment(Counter.UDP_BAD_VERSION);
            return;
        }
        buffer.wrap(bytes, 0, length);
        final Storefront storefront = loop.storefronts().numbered(buffer.getShort(STOREFRONT_OFFSET, ORDER) & 0xFFFF);
        final int sender = buffer.getInt(SENDER_OFFSET, ORDER);
        final long sequence = buffer.getLong(SEQUENCE_OFFSET, ORDER);
        if (storefront == null) {
            counters.increment(Counter.UDP_BAD_STOREFRONT);
        } else if (tagged && !tag.matches(bytes, length)) {
            counters.increment(Counter.UDP_BAD_TAG);
        } else if (isNew(sender, sequence)) {
            readFrames(bytes, framesOffset, length, storefront);
        }
    }

    private boolean isNew(final int sender, final long sequence) {
        final long skipped = senders.note(sender, sequence);
        if (skipped == SenderTable.REPEATED) {
            counters.increment(Counter.UDP_DUPLICATE);
            return false;
        }
        if (skipped > 0) {
            counters.add(Counter.UDP_LOST, skipped);
        }
        return true;
    }

    private void readFrames(final byte[] bytes, final int from, final int length, final Storefront storefront) {
        int at = from;
        for (int index = 0; at < length; index++) {
            if (length - at < Short.BYTES) {
                counters.increment(Counter.UDP_BAD_LENGTH);
                return;
            }
            final int frameLength = buffer.getShort(at, ORDER) & 0xFFFF;
            at += Short.BYTES;
            if (frameLength > length - at || batch.count() == batch.capacity()) {
                counters.increment(Counter.UDP_BAD_LENGTH);
                return;
            }
            readFrame(bytes, at, frameLength, index, storefront);
            at += frameLength;
        }
    }

    private void readFrame(
        final byte[] bytes, final int offset, final int length, final int index, final Storefront storefront) {
        final FrameVerdict verdict = FrameStructure.check(buffer, offset, length);
        if (verdict != FrameVerdict.OK) {
            counters.increment(kind(verdict));
        } else if (Frames.templateId(buffer, offset) != MomentEventDecoder.TEMPLATE_ID) {
            counters.increment(Counter.UDP_BAD_TEMPLATE);
        } else {
            final Problem problem = rebuilder.rebuild(bytes, buffer, offset, length, storefront, batch);
            if (problem != null) {
                deadLetters.write(batch, index, storefront, Source.UDP_BINARY, problem, NO_BODY, 0, 0);
            }
        }
    }

    private static Counter kind(final FrameVerdict verdict) {
        return switch (verdict) {
            case TOO_SHORT, TOO_LONG -> Counter.UDP_BAD_LENGTH;
            case BAD_HEADER -> Counter.UDP_BAD_TEMPLATE;
            default -> Counter.UDP_BAD_STRUCTURE;
        };
    }
}
