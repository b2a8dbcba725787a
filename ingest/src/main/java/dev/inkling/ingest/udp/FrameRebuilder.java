package dev.inkling.ingest.udp;

import java.io.IOException;
import java.nio.ByteOrder;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.inkling.journal.Fact;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.MomentFrame;
import dev.inkling.journal.MomentWriter;
import dev.inkling.journal.Problem;
import dev.inkling.journal.Storefront;
import dev.inkling.journal.codec.Device;
import dev.inkling.journal.codec.MomentEventDecoder;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.codec.TextKind;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the frame of a stranger anew under the rules that every event must pass: only its times, numbers and texts are taken; keys,
 * hashes and the prefix are made here. Confined to one event loop.
 */
final class FrameRebuilder {
    private static final ByteOrder ORDER = MomentEventDecoder.BYTE_ORDER;
    private static final int GROUP_HEADER_BYTES = 4;
    private static final int TEXT_HEADER_BYTES = 3;
    private static final int SEQUENCE_BITS = 16;
    private static final int ORDINAL_MASK = (1 << SEQUENCE_BITS) - 1;
    private static final int CURRENCY_LETTERS = 3;
    private static final int MAX_DEPTH = 64;
    private static final JsonFactory JSON = JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build()).build();

    private final MomentWriter writer;
    private final MomentFrame frame = new MomentFrame();
    private final byte[] letters = new byte[CURRENCY_LETTERS];

    FrameRebuilder(final MomentWriter writer) {
        this.writer = writer;
    }

    /**
     * Writes a frame anew.
     *
     * @param bytes      holds the frame; its structure was checked
     * @param buffer     the same bytes
     * @param offset     of its first byte
     * @param length     in bytes
     * @param storefront whose event
     * @param batch      takes the new frame
     * @return null when it is in the batch, otherwise why not
     */
    Problem rebuild(final byte[] bytes, final UnsafeBuffer buffer, final int offset, final int length, final Storefront storefront,
                    final FrameBatch batch) {
        frame.wrap(buffer, offset);
        writer.begin(batch, storefront, Source.UDP_BINARY);
        writer.device(Device.get((short) frame.device()));
        if (frame.timestamp() != MomentEventDecoder.timestampNullValue()) {
            writer.timestamp(frame.timestamp());
        }
        if (frame.has(Fact.SENT_AT)) {
            writer.sentAt(frame.bits(Fact.SENT_AT, 0));
        }
        for (int fact = Fact.DURATION; fact <= Fact.QUANTITY; fact++) {
            if (frame.has(fact)) {
                writer.number(fact, frame.number(fact));
            }
        }
        money();
        if (frame.has(Fact.DECISION)) {
            decision(frame.bits(Fact.DECISION, 0));
        }
        texts(bytes, buffer, frame.textsOffset());
        return writer.finish();
    }

    private void money() {
        for (int fact = Fact.PRICE; fact <= Fact.REVENUE; fact++) {
            if (frame.has(fact)) {
                writer.moneyMinor(fact, frame.bits(fact, 0));
            }
        }
        if (frame.has(Fact.CURRENCY)) {
            final long code = frame.bits(Fact.CURRENCY, 0);
            for (int i = 0; i < CURRENCY_LETTERS; i++) {
                letters[i] = (byte) (code >>> 8 * i);
            }
            writer.currency(letters, 0, CURRENCY_LETTERS);
        }
    }

    /** A sender may give the decision answered as a number alone; a text behind it wins. */
    private void decision(final long bits) {
        writer.text(TextKind.DECISION, (bits >>> SEQUENCE_BITS) + "." + (bits & ORDINAL_MASK));
    }

    private void texts(final byte[] bytes, final UnsafeBuffer buffer, final int group) {
        final int count = buffer.getShort(group + 2, ORDER) & 0xFFFF;
        int at = group + GROUP_HEADER_BYTES;
        for (int i = 0; i < count; i++) {
            final TextKind kind = TextKind.get((short) (buffer.getByte(at) & 0xFF));
            final int textLength = buffer.getShort(at + 1, ORDER) & 0xFFFF;
            at += TEXT_HEADER_BYTES;
            if (kind == TextKind.EXTRA) {
                extra(bytes, at, textLength);
            } else if (kind.value() <= TextKind.EXPERIMENT.value()) {
                writer.text(kind, bytes, at, textLength);
            }
            at += textLength;
        }
    }

    /** Hands on the members of a JSON object one by one, as they stand. */
    private void extra(final byte[] bytes, final int offset, final int length) {
        try (JsonParser parser = JSON.createParser(bytes, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                writer.refuse("extra", "not a JSON object");
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                final int start = offset + (int) parser.currentTokenLocation().getByteOffset();
                parser.nextToken();
                parser.skipChildren();
                parser.finishToken();
                writer.extra(bytes, start, offset + (int) parser.currentLocation().getByteOffset() - start);
            }
            if (parser.nextToken() != null) {
                writer.refuse("extra", "more than one JSON value");
            }
        } catch (final IOException e) {
            writer.refuse("extra", "not JSON");
        }
    }
}
