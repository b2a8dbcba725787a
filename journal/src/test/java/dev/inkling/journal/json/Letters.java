package dev.inkling.journal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.FrameStructure;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.codec.DeadLetterDecoder;
import dev.inkling.journal.codec.MessageHeaderDecoder;
import dev.inkling.journal.codec.TextKind;

/** Dead letters in words: index, door, reason and what was sent. */
final class Letters {
    private Letters() {
    }

    static String of(final FrameBatch batch, final int index) {
        assertEquals(FrameVerdict.OK, FrameStructure.check(batch.buffer(), batch.offset(index), batch.length(index)));
        final DeadLetterDecoder decoder = new DeadLetterDecoder();
        decoder.wrapAndApplyHeader(batch.buffer(), batch.offset(index), new MessageHeaderDecoder());
        final StringBuilder text = new StringBuilder().append(decoder.index()).append(' ').append(decoder.source());
        for (final DeadLetterDecoder.TextsDecoder part : decoder.texts()) {
            assertTrue(part.kind() == TextKind.REASON || part.kind() == TextKind.BODY);
            text.append(' ').append(part.text());
        }
        assertEquals(batch.length(index), decoder.limit() - batch.offset(index));
        return text.toString();
    }
}
