package dev.inkling.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Random;

import dev.inkling.journal.codec.DecisionDecoder;
import dev.inkling.journal.codec.LabelKind;
import dev.inkling.journal.codec.MessageHeaderDecoder;
import dev.inkling.journal.codec.MomentEventDecoder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Any bytes get an answer; Agrona's bounds checks are on in tests, so a read outside would be an exception. */
class FrameStructureTest {
    @Property(tries = 1000)
    void shouldAnswerToGarbage(@ForAll @Size(max = 1100) final byte[] bytes) {
        assertNotNull(FrameStructure.check(new UnsafeBuffer(bytes), 0, bytes.length));
    }

    @Property(tries = 500)
    void shouldAnswerToMutatedFrames(@ForAll @IntRange(max = 8) final int kind, @ForAll final long seed) {
        final Random random = new Random(seed);
        final TestFrames.Frame frame = TestFrames.of(kind, 5);
        for (int round = 0; round < 50; round++) {
            final byte[] bytes = new byte[frame.length()];
            frame.buffer().getBytes(0, bytes);
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            final int length = random.nextBoolean() ? bytes.length : random.nextInt(bytes.length + 1);
            // The buffer ends with the frame: whatever lies behind must not be read.
            final UnsafeBuffer exact = new UnsafeBuffer(bytes, 0, length);
            if (FrameStructure.check(exact, 0, length) == FrameVerdict.OK) {
                readAll(exact);
            }
        }
    }

    @Test
    void shouldNotTrustItsArguments() {
        final UnsafeBuffer buffer = TestFrames.of(0, 1).buffer();
        final int length = TestFrames.of(0, 1).length();
        assertEquals(FrameVerdict.OK, FrameStructure.check(buffer, 0, length));
        assertEquals(FrameVerdict.TOO_LONG, FrameStructure.check(buffer, buffer.capacity() - 60, 100));
        assertEquals(FrameVerdict.TOO_LONG, FrameStructure.check(buffer, -1, length));
        assertEquals(FrameVerdict.TOO_LONG, FrameStructure.check(buffer, Integer.MAX_VALUE, length));
        assertEquals(FrameVerdict.TOO_SHORT, FrameStructure.check(buffer, 0, -1));
        assertEquals(FrameVerdict.TOO_LONG, FrameStructure.check(buffer, 0, Integer.MAX_VALUE));
    }

    @Test
    void shouldTakeEveryLabelThatADecisionMayCarry() {
        int last = 0;
        for (final LabelKind kind : LabelKind.values()) {
            if (kind != LabelKind.NULL_VAL && kind != LabelKind.RULE) {
                assertEquals(FrameVerdict.OK, labelled(kind.value()), kind.name());
                last = Math.max(last, kind.value());
            }
        }
        assertEquals(FrameVerdict.BAD_STRUCTURE, labelled(last + 1));
    }

    /** A decision whose second label, behind that of its rule, is of a kind. */
    private static FrameVerdict labelled(final int kind) {
        final TestFrames.Frame frame = TestFrames.of(6, 1);
        final DecisionDecoder decision = new DecisionDecoder().wrapAndApplyHeader(frame.buffer(), 0, new MessageHeaderDecoder());
        final DecisionDecoder.LabelsDecoder labels = decision.labels();
        labels.next().skipLabel();
        final int at = decision.limit();
        assertEquals(LabelKind.ACTION_TYPE.value(), frame.buffer().getByte(at));
        frame.buffer().putByte(at, (byte) kind);
        return FrameStructure.check(frame.buffer(), 0, frame.length());
    }

    @Property(tries = 9)
    void shouldRefuseEveryOtherLength(@ForAll @IntRange(max = 8) final int kind) {
        final TestFrames.Frame frame = TestFrames.of(kind, 1);
        for (int length = 0; length <= 1024; length++) {
            if (length != frame.length()) {
                assertNotEquals(FrameVerdict.OK, FrameStructure.check(frame.buffer(), 0, length), "length " + length);
            }
        }
    }

    @Test
    void shouldRefuseTheSameTextTwice() {
        final TestFrames.Frame frame = TestFrames.of(0, 1);
        final int personal = FrameStructure.personalOffset(frame.buffer(), 0, frame.length(), false);
        // Second text: behind group header (4), kind (1), length (2) and "visitor-1" (9).
        final int secondKind = personal + 4 + 1 + 2 + 9;
        assertEquals(4, frame.buffer().getByte(secondKind));
        frame.buffer().putByte(secondKind, (byte) 0);
        assertEquals(FrameVerdict.BAD_STRUCTURE, FrameStructure.check(frame.buffer(), 0, frame.length()));
    }

    /** What is sound can be read by the generated decoders to its end. */
    private static void readAll(final UnsafeBuffer frame) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        switch (Frames.templateId(frame, 0)) {
            case MomentEventDecoder.TEMPLATE_ID:
                final MomentEventDecoder moment = new MomentEventDecoder().wrapAndApplyHeader(frame, 0, header);
                assertNotNull(moment.toString());
                assertNotNull(moment.device());
                assertNotNull(moment.source());
                break;
            case DecisionDecoder.TEMPLATE_ID:
                assertNotNull(new DecisionDecoder().wrapAndApplyHeader(frame, 0, header).toString());
                break;
            default:
                break;
        }
    }
}
