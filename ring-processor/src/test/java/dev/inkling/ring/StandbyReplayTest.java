package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import dev.inkling.journal.Journal;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.QueueName;
import org.junit.jupiter.api.Test;

/** A replay that follows a growing journal comes to the state that a replay of the whole comes to. */
class StandbyReplayTest {
    private static final int REQUESTS = 60;

    @Test
    void shouldComeToTheSameStateAsAReplayOfAll() {
        final MemoryJournal journal = new MemoryJournal();
        final PipelineContext context = Setups.context(journal, ThreadMode.INVOKER);
        final StandbyReplay warm;
        try (Pipeline pipeline = Pipeline.start(Setups.context(journal, ThreadMode.INVOKER))) {
            final Replies replies = new Replies(pipeline);
            final TestBatch batch = new TestBatch();
            warm = new StandbyReplay(context);
            for (int request = 0; request < REQUESTS; request++) {
                Setups.fill(batch, request, 7);
                replies.put(batch, request);
                replies.await(request + 1);
                final long decided = lastDecided(journal);
                int frames;
                do {
                    frames = warm.advance(decided, 7);
                } while (frames > 0);
                assertEquals(Math.max(0, decided - 1), warm.sequence(), "goes on to the last event whose decisions are all there");
            }
        }
        assertTrue(warm.sequence() > REQUESTS);
        final List<String> expected = Setups.decisions(journal);
        final RingPipeline promoted = (RingPipeline) Pipeline.start(context.standby(warm));
        final RingPipeline replayed = (RingPipeline) Pipeline.start(Setups.context(journal, ThreadMode.INVOKER));
        assertEquals(replayed.processor().digest(), promoted.processor().digest());
        assertEquals(Setups.verify(journal).digest(), promoted.processor().digest());
        assertEquals(replayed.processor().lastSequence(), promoted.processor().lastSequence());
        assertEquals(expected, Setups.decisions(journal));
        promoted.close();
        replayed.close();
    }

    @Test
    void shouldMakeTheDecisionsThatAreMissing() {
        final MemoryJournal whole = new MemoryJournal();
        try (Pipeline pipeline = Pipeline.start(Setups.context(whole, ThreadMode.INVOKER))) {
            final Replies replies = new Replies(pipeline);
            final TestBatch batch = new TestBatch();
            for (int request = 0; request < REQUESTS; request++) {
                Setups.fill(batch, request, 7);
                replies.put(batch, request);
            }
            replies.await(REQUESTS);
        }
        final int records = Setups.frames(whole, QueueName.DECISIONS);
        for (final int kept : new int[] {0, 1, records / 2, records - 2, records}) {
            final MemoryJournal cut = new MemoryJournal();
            Setups.copy(whole, cut, QueueName.EVENTS, Integer.MAX_VALUE);
            Setups.copy(whole, cut, QueueName.DECISIONS, kept);
            final Journal copy = cut.reopen();
            final PipelineContext context = Setups.context(copy, ThreadMode.INVOKER);
            final StandbyReplay warm = new StandbyReplay(context);
            warm.advance(lastDecided(copy), Integer.MAX_VALUE);
            Pipeline.start(context.standby(warm)).close();
            assertEquals(Setups.decisions(whole), Setups.decisions(copy), "of " + records + " were kept " + kept);
            assertEquals(0, Setups.verify(copy).divergences());
        }
    }

    private static long lastDecided(final Journal journal) {
        return journal.appender(QueueName.DECISIONS).lastSequence();
    }
}
