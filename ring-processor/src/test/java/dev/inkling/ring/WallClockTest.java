package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inkling.journal.FramePoller;
import dev.inkling.journal.Frames;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.codec.TickDecoder;
import dev.inkling.scoring.EngineSettings;
import org.junit.jupiter.api.Test;

/** Under the machine's clock, here driven by hand. */
class WallClockTest {
    private volatile long nanos;
    private volatile long wallMs = Setups.START_MS;

    private Pipeline start(final MemoryJournal journal) {
        return Pipeline.start(Setups.context(journal, ThreadMode.INVOKER).nanoClock(() -> nanos).epochClock(() -> wallMs)
            .configuration(Setups.texts().withEngine(Setups.settings(EngineSettings.Clock.WALL, 256).toText())));
    }

    private void pass(final long ms) {
        nanos += ms * 1_000_000;
        wallMs += ms;
    }

    @Test
    void shouldEndSessionsByTicksAlone() {
        final MemoryJournal journal = new MemoryJournal();
        final Pipeline pipeline = start(journal);
        final Replies replies = new Replies(pipeline);
        replies.put(new TestBatch().add("v", "product_view", wallMs), 0);
        assertEquals(1, pipeline.counters().get(Counter.SESSIONS_ACTIVE));
        // expiry counts in units of 4,096 ms: five seconds behind the gap of 30 minutes one of them is over
        pass(30 * 60_000 + 5_000);
        assertTrue(pipeline.tick());
        assertEquals(0, pipeline.counters().get(Counter.SESSIONS_ACTIVE));
        assertEquals(1, pipeline.counters().get(Counter.TICKS));
        assertTrue(pipeline.tick());
        assertEquals(1, pipeline.counters().get(Counter.TICKS), "no time passed, so there is nothing to journal");
        pipeline.close();
        final Verification.Result result = Setups.verify(journal);
        assertEquals(0, result.divergences(), result.reason());
    }

    @Test
    void shouldCountSkewedAndLateMoments() {
        final Pipeline pipeline = start(new MemoryJournal());
        final Replies replies = new Replies(pipeline);
        replies.put(new TestBatch().add("v", "product_view", wallMs - 3 * 3_600_000), 0);
        assertEquals(1, pipeline.counters().get(Counter.EVENTS_SKEWED));
        assertEquals(0, pipeline.counters().get(Counter.EVENTS_LATE));
        pipeline.close();
    }

    @Test
    void shouldGoOnBehindTheJournalsTimeAfterTheClockWentBack() {
        final MemoryJournal journal = new MemoryJournal();
        Pipeline pipeline = start(journal);
        pass(10_000);
        new Replies(pipeline).put(new TestBatch().add("v", "product_view", wallMs), 0);
        pipeline.close();
        wallMs -= 3_600_000;
        pipeline = start(journal.reopen());
        new Replies(pipeline).put(new TestBatch().add("v", "product_view", wallMs), 0);
        pass(2_000);
        pipeline.tick();
        // Time goes on from the journal's: 2 s, less the millisecond that 500 ppm bring it nearer to the wall.
        assertEquals(Setups.START_MS + 10_000 + 2_000 - 1, pipeline.counters().get(Counter.LAST_RECEIVED));
        assertEquals(1, pipeline.counters().get(Counter.CLOCK_STEPS));
        assertTrue(pipeline.readiness().warnings().get(0).contains("-"), pipeline.readiness().warnings().get(0));
        pipeline.close();
        assertEquals(0, Setups.verify(journal).divergences());
    }

    @Test
    void shouldTellOfSteps() {
        final Pipeline pipeline = start(new MemoryJournal());
        pass(2_000);
        wallMs += 60_000;
        pipeline.tick();
        assertEquals(1, pipeline.counters().get(Counter.CLOCK_STEPS));
        assertTrue(pipeline.readiness().ready());
        assertTrue(pipeline.readiness().warnings().get(0).contains("60000 ms"), pipeline.readiness().warnings().get(0));
        pipeline.close();
    }

    @Test
    void shouldTickByItselfWhenIdle() {
        final MemoryJournal journal = new MemoryJournal();
        final Pipeline pipeline = Pipeline.start(Setups.context(journal, ThreadMode.SHARED).tickMs(1)
            .configuration(Setups.texts().withEngine(Setups.settings(EngineSettings.Clock.WALL, 256).toText())));
        while (pipeline.counters().get(Counter.TICKS) < 3) {
            Thread.onSpinWait();
        }
        pipeline.close();
        int ticks = 0;
        try (FramePoller poller = journal.poller(QueueName.EVENTS)) {
            while (poller.poll()) {
                ticks += Frames.templateId(poller.buffer(), 0) == TickDecoder.TEMPLATE_ID ? 1 : 0;
            }
        }
        assertEquals(pipeline.counters().get(Counter.TICKS), ticks);
        assertEquals(0, Setups.verify(journal).divergences());
    }
}
