package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Predicate;

import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.codec.DecisionDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever is changed in a journal is found, and named by its sequence. */
class VerificationTest {
    private static final int MOMENTS = 40;
    private static final MemoryJournal JOURNAL = new MemoryJournal();
    private static long configured;

    /** One decision at each moment. */
    @BeforeAll
    static void writeJournal() {
        final Pipeline pipeline = Pipeline.start(Setups.context(JOURNAL, ThreadMode.INVOKER).checkpointEvents(10)
            .configuration(Setups.texts().withRules("always", Setups.ALWAYS_RULES)));
        configured = Setups.frames(JOURNAL, QueueName.EVENTS);
        final Replies replies = new Replies(pipeline);
        final TestBatch batch = new TestBatch();
        for (int i = 0; i < MOMENTS; i++) {
            batch.add("v" + i % 3, "product_view", Setups.START_MS + i, "id" + i);
        }
        replies.put(batch, 0);
        replies.await(1);
        pipeline.close();
    }

    private static Predicate<UnsafeBuffer> decisionOf(final long sequence) {
        return frame -> Frames.sequence(frame, 0) == sequence && Frames.templateId(frame, 0) == DecisionDecoder.TEMPLATE_ID;
    }

    private static void shouldName(final Journal tampered, final long sequence) {
        final Verification.Result result = Setups.verify(tampered);
        assertTrue(result.divergences() > 0);
        assertEquals(sequence, result.firstDivergence(), result.reason());
    }

    @Test
    void shouldAgreeWithWhatWasWritten() {
        final Verification.Result result = Setups.verify(JOURNAL);
        assertEquals(0, result.divergences(), result.reason());
        assertEquals(MOMENTS, result.events());
        assertEquals(MOMENTS, result.decisions());
        // every 10 events, the last of which ends the journal as well
        assertEquals(4, Setups.checkpoints(JOURNAL));
    }

    @Test
    void shouldNameAnEventOfWhichAByteIsFlipped() {
        final long sequence = configured + 17;
        for (int at = 0; at < 120; at++) {
            shouldName(TamperedJournal.flipped(JOURNAL, QueueName.EVENTS, f -> Frames.sequence(f, 0) == sequence, at), sequence);
        }
    }

    @Test
    void shouldNameADecisionOfWhichAByteIsFlipped() {
        final long sequence = configured + 23;
        for (int at = 0; at < 180; at++) {
            shouldName(TamperedJournal.flipped(JOURNAL, QueueName.DECISIONS, decisionOf(sequence), at), sequence);
        }
    }

    @Test
    void shouldNameTheLastDecisionWhenItIsFlipped() {
        final long last = configured + MOMENTS;
        shouldName(TamperedJournal.flipped(JOURNAL, QueueName.DECISIONS, decisionOf(last), 100), last);
    }

    @Test
    void shouldNameADecisionThatWasTakenOut() {
        final long sequence = configured + 5;
        shouldName(new TamperedJournal(JOURNAL, QueueName.DECISIONS, decisionOf(sequence), frame -> { }), sequence);
    }

    @Test
    void shouldNameADecisionThatWasTakenOutAndTheRestSealedAnew() {
        final long sequence = configured + 5;
        final MemoryJournal forged = new MemoryJournal();
        Setups.copy(JOURNAL, forged, QueueName.EVENTS, Integer.MAX_VALUE);
        Setups.copy(new TamperedJournal(JOURNAL, QueueName.DECISIONS, decisionOf(sequence), frame -> { }), forged,
            QueueName.DECISIONS, Integer.MAX_VALUE);
        shouldName(forged, sequence);
    }

    @Test
    void shouldNameADecisionTooMany() {
        final long sequence = configured + 8;
        final MemoryJournal forged = new MemoryJournal();
        Setups.copy(JOURNAL, forged, QueueName.EVENTS, Integer.MAX_VALUE);
        // the first ordinal of the ninth becomes a second one of the eighth
        Setups.copy(new TamperedJournal(JOURNAL, QueueName.DECISIONS, frame -> false, frame -> {
            if (Frames.sequence(frame, 0) == sequence + 1) {
                frame.putLong(Frames.SEQUENCE_OFFSET, sequence);
                frame.putShort(Frames.HEADER_BYTES + DecisionDecoder.ordinalEncodingOffset(), (short) 1);
            }
        }), forged, QueueName.DECISIONS, Integer.MAX_VALUE);
        shouldName(forged, sequence);
    }

    @Test
    void shouldNameADecisionForgedWithASoundSeal() {
        final long sequence = configured + 30;
        final MemoryJournal forged = new MemoryJournal();
        Setups.copy(JOURNAL, forged, QueueName.EVENTS, Integer.MAX_VALUE);
        Setups.copy(TamperedJournal.flipped(JOURNAL, QueueName.DECISIONS, decisionOf(sequence),
            Frames.HEADER_BYTES + DecisionDecoder.intentEncodingOffset()), forged, QueueName.DECISIONS, Integer.MAX_VALUE);
        shouldName(forged, sequence);
    }

    @Test
    void shouldMissDecisionsAtTheEndUnlessAWriterIsAtWork() {
        final MemoryJournal cut = new MemoryJournal();
        Setups.copy(JOURNAL, cut, QueueName.EVENTS, Integer.MAX_VALUE);
        // 35 decisions and 3 checkpoints
        Setups.copy(JOURNAL, cut, QueueName.DECISIONS, 38);
        final Verification.Result dead = Setups.verify(cut);
        assertEquals(5, dead.divergences());
        assertEquals(configured + 36, dead.firstDivergence());
        final Verification.Result live = new Verification(cut, true).run(sequence -> { });
        assertEquals(0, live.divergences());
        assertEquals(5, live.pending());
    }

    @Test
    void shouldNameDecisionsOfEventsThatAreNotThere() {
        final MemoryJournal cut = new MemoryJournal();
        Setups.copy(JOURNAL, cut, QueueName.EVENTS, (int) configured + 20);
        Setups.copy(JOURNAL, cut, QueueName.DECISIONS, Integer.MAX_VALUE);
        assertEquals(configured + 21, Setups.verify(cut).firstDivergence());
    }
}
