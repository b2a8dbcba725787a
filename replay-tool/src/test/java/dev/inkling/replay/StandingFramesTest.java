package dev.inkling.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.VoidFrame;
import dev.inkling.journal.codec.CheckpointDecoder;
import dev.inkling.journal.codec.CheckpointEncoder;
import dev.inkling.journal.codec.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Which frames of a queue stand. */
class StandingFramesTest {
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[Frames.MAX_FRAME_BYTES]);

    @Test
    void shouldLeaveOutWhatALaterVoidTakesBack() {
        try (Journal journal = new MemoryJournal()) {
            append(journal, 1, 2, 3);
            voidBehind(journal, 1);
            append(journal, 2, 3, 4);
            // 2 and 3 of the first run were taken back; of the second, 4 is.
            voidBehind(journal, 3);
            append(journal, 5);
            assertEquals(List.of(1L, 2L, 3L, 5L), standing(journal));
        }
    }

    @Test
    void shouldLetAVoidReachBackOverEarlierVoids() {
        try (Journal journal = new MemoryJournal()) {
            append(journal, 1, 2, 3);
            voidBehind(journal, 2);
            append(journal, 3, 4);
            voidBehind(journal, 1);
            append(journal, 2);
            assertEquals(List.of(1L, 2L), standing(journal));
        }
    }

    @Test
    void shouldEndAtWhatWasThereAtTheStart() {
        try (Journal journal = new MemoryJournal()) {
            append(journal, 1, 2);
            try (StandingFrames frames = new StandingFrames(journal, QueueName.DECISIONS)) {
                append(journal, 3);
                assertEquals(2, frames.total());
                assertTrue(frames.next());
                assertTrue(frames.next());
                assertEquals(2, frames.position());
                assertFalse(frames.next());
            }
        }
    }

    private static List<Long> standing(final Journal journal) {
        final List<Long> sequences = new ArrayList<>();
        try (StandingFrames frames = new StandingFrames(journal, QueueName.DECISIONS)) {
            while (frames.next()) {
                sequences.add(Frames.sequence(frames.buffer(), 0));
            }
        }
        return sequences;
    }

    private void append(final Journal journal, final long... sequences) {
        final FrameAppender appender = journal.appender(QueueName.DECISIONS);
        for (final long sequence : sequences) {
            new CheckpointEncoder().wrapAndApplyHeader(frame, 0, new MessageHeaderEncoder()).digest(sequence);
            appender.append(frame, 0, Frames.HEADER_BYTES + CheckpointDecoder.BLOCK_LENGTH, sequence, 1_000);
        }
    }

    private void voidBehind(final Journal journal, final long lastGood) {
        final int length = VoidFrame.write(frame, 0, lastGood);
        journal.appender(QueueName.DECISIONS).append(frame, 0, length, lastGood, 1_000);
    }
}
