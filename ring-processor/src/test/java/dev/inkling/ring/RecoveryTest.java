package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.QueueName;
import dev.inkling.scoring.EngineSettings;
import dev.inkling.scoring.TriggerLimits;
import org.junit.jupiter.api.Test;

/** After a restart each decision stands in the journal once, and time and configuration go on. */
class RecoveryTest {
    private static final int REQUESTS = 60;

    private static MemoryJournal journal() {
        final MemoryJournal journal = new MemoryJournal();
        final Pipeline pipeline = Pipeline.start(Setups.context(journal, ThreadMode.INVOKER));
        final Replies replies = new Replies(pipeline);
        final TestBatch batch = new TestBatch();
        for (int request = 0; request < REQUESTS; request++) {
            Setups.fill(batch, request, 7);
            replies.put(batch, request);
        }
        replies.await(REQUESTS);
        pipeline.close();
        return journal;
    }

    private static void restart(final Journal journal) {
        Pipeline.start(Setups.context(journal, ThreadMode.INVOKER)).close();
    }

    @Test
    void shouldMakeMissingDecisionsOnce() {
        final MemoryJournal whole = journal();
        final List<String> expected = Setups.decisions(whole);
        final int records = Setups.frames(whole, QueueName.DECISIONS);
        for (final int kept : new int[] {0, 1, records / 2, records - 2, records - 1, records}) {
            final MemoryJournal cut = new MemoryJournal();
            Setups.copy(whole, cut, QueueName.EVENTS, Integer.MAX_VALUE);
            Setups.copy(whole, cut, QueueName.DECISIONS, kept);
            final MemoryJournal once = cut.reopen();
            restart(once);
            assertEquals(expected, Setups.decisions(cut), "of " + records + " were kept " + kept);
            restart(once.reopen());
            assertEquals(expected, Setups.decisions(cut), "a second restart adds nothing");
            assertEquals(0, Setups.verify(cut).divergences());
        }
    }

    @Test
    void shouldVoidDecisionsWhoseEventsAreGone() {
        final MemoryJournal whole = journal();
        final int events = Setups.frames(whole, QueueName.EVENTS);
        final MemoryJournal cut = new MemoryJournal();
        Setups.copy(whole, cut, QueueName.EVENTS, events - 200);
        Setups.copy(whole, cut, QueueName.DECISIONS, Integer.MAX_VALUE);
        final MemoryJournal reopened = cut.reopen();
        final Pipeline pipeline = Pipeline.start(Setups.context(reopened, ThreadMode.INVOKER));
        final Replies replies = new Replies(pipeline);
        final TestBatch batch = new TestBatch();
        Setups.fill(batch, REQUESTS + 1, 8);
        replies.put(batch, 0);
        replies.await(1);
        pipeline.close();
        final Verification.Result result = Setups.verify(reopened);
        assertEquals(0, result.divergences(), result.reason());
        restart(reopened.reopen());
    }

    @Test
    void shouldRefuseAJournalWhoseDecisionsDiffer() {
        final MemoryJournal whole = journal();
        final PipelineException refused = assertThrows(PipelineException.class, () -> restart(
            TamperedJournal.flipped(whole.reopen(), QueueName.DECISIONS, frame -> true, 57)));
        assertTrue(refused.getMessage().contains("sequence "), refused.getMessage());
    }

    @Test
    void shouldRefuseAJournalWhoseLastEventsCannotBeRead() {
        final MemoryJournal whole = journal();
        final long last = Setups.frames(whole, QueueName.EVENTS);
        final PipelineException refused = assertThrows(PipelineException.class, () -> restart(new TamperedJournal(
            whole.reopen(), QueueName.EVENTS, frame -> Frames.sequence(frame, 0) > last - 3, frame -> { })));
        assertTrue(refused.getMessage().contains("sequence " + (last - 2)), refused.getMessage());
    }

    @Test
    void shouldJournalConfigurationOnlyWhereItDiffers() {
        final MemoryJournal journal = new MemoryJournal();
        restart(journal);
        final int frames = Setups.frames(journal, QueueName.EVENTS);
        restart(journal.reopen());
        assertEquals(frames, Setups.frames(journal, QueueName.EVENTS));
        Pipeline.start(Setups.context(journal.reopen(), ThreadMode.INVOKER)
            .configuration(Setups.texts().withRules("always", Setups.ALWAYS_RULES))).close();
        assertEquals(frames + 1, Setups.frames(journal, QueueName.EVENTS), "short rules take one frame");
    }

    @Test
    void shouldKeepVisitorsWhenOnlyTheClockChanges() {
        final EngineSettings event = Setups.settings(EngineSettings.Clock.EVENT, 256);
        assertTrue(EngineChange.keepsTables(event, event.withClock(EngineSettings.Clock.WALL)));
        assertTrue(!EngineChange.keepsTables(event, event.withCapacities(512, 1_024)));
        final MemoryJournal journal = journal();
        final TestBatch keys = new TestBatch();
        final Pipeline pipeline = Pipeline.start(Setups.context(journal.reopen(), ThreadMode.INVOKER)
            .configuration(Setups.texts().withEngine(event.withClock(EngineSettings.Clock.WALL).toText())));
        assertEquals(256, pipeline.counters().get(Counter.VISITORS));
        pipeline.close();
        assertEquals(0, Setups.verify(journal).divergences());
        assertTrue(keys.visitorKey("v1") != 0);
    }

    @Test
    void shouldTakeOverHoldoutAndBudgetsAndKeepVisitors() {
        final MemoryJournal journal = journal();
        final EngineSettings before = Setups.settings(EngineSettings.Clock.EVENT, 256);
        final String wanted = before.withLimits(new TriggerLimits(1, 0, 1_000, before.limits().timers(), 7)).toText()
            .replace("holdout: 0.0", "holdout: 1.0");
        final Pipeline pipeline = Pipeline.start(Setups.context(journal.reopen(), ThreadMode.INVOKER)
            .configuration(Setups.texts().withEngine(wanted)));
        assertEquals(256, pipeline.counters().get(Counter.VISITORS));
        assertEquals(wanted, ((RingPipeline) pipeline).processor().engine().settings().toText());
        final long fired = pipeline.counters().get(Counter.DECISIONS_FIRED);
        final long heldOut = pipeline.counters().get(Counter.DECISIONS_HELD_OUT);
        final TestBatch batch = new TestBatch();
        final Replies replies = new Replies(pipeline);
        for (int request = 0; request < 20; request++) {
            Setups.fill(batch, 1_000 + request, 3);
            replies.put(batch, request);
        }
        replies.await(20);
        assertEquals(fired, pipeline.counters().get(Counter.DECISIONS_FIRED));
        assertTrue(pipeline.counters().get(Counter.DECISIONS_HELD_OUT) > heldOut);
        pipeline.close();
        assertEquals(0, Setups.verify(journal).divergences());
    }
}
