package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;

import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.scoring.EngineSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables get another size, at a start or while the engine runs, and what is known goes on; a replay does the same. */
class ResizeTest {
    private static final int REQUESTS = 60;
    private static final Set<ConfigKind> ALL = Set.copyOf(ConfigurationTexts.KINDS);

    private static Pipeline start(final MemoryJournal journal, final ThreadMode mode, final String engine) {
        return Pipeline.start(Setups.context(journal, mode).configuration(Setups.texts().withEngine(engine)).keep(ALL));
    }

    private static void put(final Pipeline pipeline, final int from) {
        final TestBatch batch = new TestBatch();
        final Replies replies = new Replies(pipeline);
        for (int request = 0; request < REQUESTS; request++) {
            Setups.fill(batch, from + request, 5);
            replies.put(batch, request);
            replies.await(request + 1);
        }
    }

    private static String roomFor(final int visitors) {
        return Setups.settings(EngineSettings.Clock.EVENT, visitors).toText();
    }

    @Test
    void shouldDecideAsOneThatHadTheSizeAllAlong() {
        final MemoryJournal one = new MemoryJournal();
        MemoryJournal other = new MemoryJournal();
        Pipeline pipeline = start(one, ThreadMode.INVOKER, roomFor(1_024));
        put(pipeline, 0);
        put(pipeline, REQUESTS);
        final long fired = pipeline.counters().get(Counter.DECISIONS_FIRED);
        final long visitors = pipeline.counters().get(Counter.VISITORS);
        assertTrue(visitors > 256, () -> visitors + " visitors");
        pipeline.close();
        pipeline = start(other, ThreadMode.INVOKER, roomFor(512));
        put(pipeline, 0);
        pipeline.close();
        pipeline = start(other = other.reopen(), ThreadMode.INVOKER, roomFor(1_024));
        put(pipeline, REQUESTS);
        assertEquals(fired, pipeline.counters().get(Counter.DECISIONS_FIRED));
        assertEquals(visitors, pipeline.counters().get(Counter.VISITORS));
        pipeline.close();
        assertEquals(0, Setups.verify(other).divergences());
        assertEquals(0, Setups.verify(one).divergences());
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 300})
    void shouldGoOnWithWhoHasRoomOverARestart(final int visitors) {
        MemoryJournal journal = new MemoryJournal();
        Pipeline pipeline = start(journal, ThreadMode.INVOKER, roomFor(256));
        put(pipeline, 0);
        assertEquals(256, pipeline.counters().get(Counter.VISITORS));
        pipeline.close();
        pipeline = start(journal = journal.reopen(), ThreadMode.INVOKER, "clock: event\nvisitors: " + visitors + "\n");
        assertEquals(Math.min(256, visitors), pipeline.counters().get(Counter.VISITORS));
        put(pipeline, REQUESTS);
        final long digest = ((RingPipeline) pipeline).processor().stateDigest();
        pipeline.close();
        final MemoryJournal again = journal.reopen();
        final Verification.Result result = Setups.verify(again);
        assertEquals(0, result.divergences(), result.reason());
        final Pipeline recovered = start(again, ThreadMode.INVOKER, "clock: event\n");
        assertEquals(digest, ((RingPipeline) recovered).processor().stateDigest(), "nothing else is journaled");
        recovered.close();
    }

    @ParameterizedTest
    @EnumSource(ThreadMode.class)
    void shouldTakeOtherSizesWhileItRuns(final ThreadMode mode) {
        final MemoryJournal journal = new MemoryJournal();
        final Pipeline pipeline = start(journal, mode, roomFor(256));
        put(pipeline, 0);
        assertEquals(256, pipeline.counters().get(Counter.VISITORS));
        pipeline.reload(texts -> texts.withEngine("visitors: 100\nsession: client\nvisitor_retention_ms: 86400000\n"));
        put(pipeline, REQUESTS);
        assertEquals(100, pipeline.counters().get(Counter.VISITORS));
        pipeline.reload(texts -> texts.withEngine("visitors: 1000\ncadence: 50\ntimers: 7\n"));
        put(pipeline, 2 * REQUESTS);
        assertTrue(pipeline.counters().get(Counter.VISITORS) > 256);
        final EngineSettings settings = EngineSettings.defaults();
        assertTrue(pipeline.configuration().texts().engine().contains("timers: 7\n"), settings::toText);
        pipeline.close();
        final Verification.Result result = Setups.verify(journal.reopen());
        assertEquals(0, result.divergences(), result.reason());
    }

    @Test
    void shouldKeepVisitorsWhenAStorefrontIsAddedBehindAndForgetThemWhenTheOrderIsAnother() {
        MemoryJournal journal = new MemoryJournal();
        Pipeline pipeline = start(journal, ThreadMode.INVOKER, roomFor(256));
        put(pipeline, 0);
        pipeline.close();
        pipeline = start(journal = journal.reopen(), ThreadMode.INVOKER, "clock: event\nstorefronts: [default, outlet]\n");
        assertEquals(256, pipeline.counters().get(Counter.VISITORS));
        pipeline.close();
        pipeline = start(journal = journal.reopen(), ThreadMode.INVOKER, "clock: event\nstorefronts: [outlet, default]\n");
        assertEquals(0, pipeline.counters().get(Counter.VISITORS));
        put(pipeline, REQUESTS);
        pipeline.close();
        assertEquals(0, Setups.verify(journal.reopen()).divergences());
    }

    @Test
    void shouldKnowEventIdsOverAnotherSizeOfTheirTable() {
        MemoryJournal journal = new MemoryJournal();
        Pipeline pipeline = start(journal, ThreadMode.INVOKER, roomFor(256));
        put(pipeline, 0);
        final long ids = pipeline.counters().get(Counter.DEDUP_IDS);
        assertTrue(ids > 512, () -> ids + " ids");
        pipeline.close();
        pipeline = start(journal = journal.reopen(), ThreadMode.INVOKER, "clock: event\ndedup: 512\n");
        final Replies replies = new Replies(pipeline);
        replies.put(new TestBatch().add("v", "size_guide", Setups.START_MS + 3_600_000, "new", 1), 1);
        replies.await(1);
        assertEquals(512, pipeline.counters().get(Counter.DEDUP_IDS));
        pipeline.close();
        pipeline = start(journal = journal.reopen(), ThreadMode.INVOKER, "clock: event\ndedup: 8192\n");
        final Replies more = new Replies(pipeline);
        more.put(new TestBatch().add("v", "size_guide", Setups.START_MS + 3_700_000, "newer", 1), 1);
        more.await(1);
        assertEquals(ids + 2, pipeline.counters().get(Counter.DEDUP_IDS), "all that the journal has room again");
        pipeline.close();
    }
}
