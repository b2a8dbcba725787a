package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.inkling.journal.FrameSealer;
import dev.inkling.journal.Frames;
import dev.inkling.journal.QueueName;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Journals of every format version that was ever released replay to the digest they had when they were written. */
class GoldenJournalTest {
    private static final String VERSION = "v1";
    private final GoldenJournal journal = new GoldenJournal(VERSION);

    @Test
    void shouldReplayVersionOneToTheSameDecisionsAndDigest() {
        final Verification.Result result = Setups.verify(journal);

        assertEquals(GoldenJournal.resource(VERSION, "expected.txt"), "events=" + result.events() + "\ndecisions="
            + result.decisions() + "\ndivergences=" + result.divergences() + "\ndigest="
            + HexFormat.of().toHexDigits(result.digest()) + "\n", result.reason());
        assertEquals(0, result.divergences());
    }

    @Test
    void shouldHoldEveryTemplateOfTheSchema() {
        final Set<Integer> templates = new TreeSet<>();
        for (final QueueName queue : QueueName.values()) {
            for (final byte[] frame : journal.frames(queue)) {
                templates.add(Frames.templateId(new UnsafeBuffer(frame), 0));
            }
        }
        assertEquals(Set.of(1, 2, 3, 4, 5, 6, 7, 8), templates);
    }

    @ParameterizedTest
    @EnumSource
    void shouldSealTheSameFramesToTheSameBytes(final QueueName queue) {
        final List<byte[]> frames = journal.frames(queue);
        long lastSequence = 0;
        long lastReceived = Long.MIN_VALUE;
        long lastChain = 0;
        for (final byte[] golden : frames) {
            final UnsafeBuffer frame = new UnsafeBuffer(golden.clone());
            final long salt = frame.getLong(Frames.SALT_OFFSET, java.nio.ByteOrder.LITTLE_ENDIAN);
            final FrameSealer sealer = new FrameSealer(queue, Frames.epoch(frame, 0), () -> salt);
            sealer.resume(lastSequence, lastReceived, lastChain);
            lastSequence = Frames.sequence(frame, 0);
            lastReceived = Frames.received(frame, 0);
            lastChain = Frames.chain(frame, 0);
            frame.setMemory(Frames.CRC_OFFSET, Frames.PREFIX_BYTES - Frames.CRC_OFFSET, (byte) 0);

            final byte[] sealed = new byte[golden.length];
            sealer.seal(frame, 0, golden.length, lastSequence, lastReceived).getBytes(0, sealed);

            assertArrayEquals(golden, sealed, queue + " sequence " + lastSequence);
        }
    }
}
