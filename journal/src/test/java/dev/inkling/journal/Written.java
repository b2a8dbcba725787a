package dev.inkling.journal;

import java.util.EnumMap;
import java.util.Map;

import dev.inkling.journal.codec.MessageHeaderDecoder;
import dev.inkling.journal.codec.MomentEventDecoder;
import dev.inkling.journal.codec.TextKind;

/** One written moment, read back with the generated decoder. */
public final class Written {
    /** The decoder behind both groups. */
    public final MomentEventDecoder decoder = new MomentEventDecoder();
    /** Facts in constant time. */
    public final MomentFrame facts = new MomentFrame();
    /** Texts by kind. */
    public final Map<TextKind, String> texts = new EnumMap<>(TextKind.class);
    /** Bytes of the frame. */
    public final int length;

    private Written(final FrameBatch batch, final int index) {
        final int offset = batch.offset(index);
        length = batch.length(index);
        if (FrameStructure.check(batch.buffer(), offset, length) != FrameVerdict.OK) {
            throw new AssertionError("structure " + FrameStructure.check(batch.buffer(), offset, length));
        }
        facts.wrap(batch.buffer(), offset);
        decoder.wrapAndApplyHeader(batch.buffer(), offset, new MessageHeaderDecoder());
        int values = 0;
        for (final MomentEventDecoder.ValuesDecoder value : decoder.values()) {
            value.bits();
            values++;
        }
        if (values != Long.bitCount(facts())) {
            throw new AssertionError(values + " values for facts " + Long.toBinaryString(facts()));
        }
        int last = -1;
        for (final MomentEventDecoder.TextsDecoder text : decoder.texts()) {
            final TextKind kind = text.kind();
            if (kind.ordinal() <= last) {
                throw new AssertionError(kind + " out of order");
            }
            last = kind.ordinal();
            texts.put(kind, text.text());
        }
        if (decoder.limit() - offset != length) {
            throw new AssertionError("frame of " + length + " bytes, decoded " + (decoder.limit() - offset));
        }
    }

    /**
     * Reads a frame.
     *
     * @param batch holds it
     * @param index of it
     * @return what it says
     */
    public static Written of(final FrameBatch batch, final int index) {
        return new Written(batch, index);
    }

    /**
     * Which facts there are.
     *
     * @return one bit for each
     */
    public long facts() {
        return decoder.facts().getRaw();
    }
}
