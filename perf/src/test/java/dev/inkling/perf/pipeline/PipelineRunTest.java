package dev.inkling.perf.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inkling.journal.FramePoller;
import dev.inkling.journal.Frames;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.codec.DecisionDecoder;
import dev.inkling.journal.codec.MomentEventDecoder;
import dev.inkling.perf.stream.Visitors;
import dev.inkling.ring.ThreadMode;
import dev.inkling.ring.WaitKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A benchmark that loses events measures something else. */
class PipelineRunTest {
    private static final int BATCH = 50;
    private static final int EVENTS = 20_000;

    @ParameterizedTest
    @EnumSource(ThreadMode.class)
    void shouldJournalEveryEventOnceInEachThreadMode(final ThreadMode threads) {
        final RunSettings settings = new RunSettings(threads, WaitKind.BLOCKING, 1_000, Visitors.Distribution.ZIPF, BATCH);
        try (MemoryJournal journal = new MemoryJournal()) {
            final long decisions;
            try (PipelineRun run = new PipelineRun(settings, journal, 0)) {
                final int[] left = {EVENTS / BATCH};
                run.whileTrue(() -> left[0]-- > 0);
                assertEquals(EVENTS, run.driver().accepted());
                decisions = run.driver().decisions();
            }
            assertEquals(EVENTS, count(journal, QueueName.EVENTS, MomentEventDecoder.TEMPLATE_ID));
            assertEquals(decisions, count(journal, QueueName.DECISIONS, DecisionDecoder.TEMPLATE_ID));
            assertTrue(decisions > 0, "rules fire in the stream");
        }
    }

    private static long count(final MemoryJournal journal, final QueueName queue, final int template) {
        long count = 0;
        try (FramePoller poller = journal.poller(queue)) {
            while (poller.poll()) {
                count += Frames.templateId(poller.buffer(), 0) == template ? 1 : 0;
            }
        }
        return count;
    }
}
