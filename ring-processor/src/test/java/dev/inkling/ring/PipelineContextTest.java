package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inkling.journal.MemoryJournal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is given is checked, what is not follows the rest. */
class PipelineContextTest {
    private static PipelineContext context(final int ringSlots) {
        return new PipelineContext().journal(new MemoryJournal()).configuration(Setups.texts()).ringSlots(ringSlots);
    }

    @ParameterizedTest
    @CsvSource({"64, 64", "128, 128", "256, 256", "16384, 256"})
    void shouldHandleNoMoreAtATimeThanTheRingHolds(final int ringSlots, final int batchSlots) {
        assertEquals(batchSlots, context(ringSlots).conclude().batchSlots());
    }

    @Test
    void shouldServeFromTheSmallestRing() {
        try (Pipeline pipeline = Pipeline.start(context(PipelineContext.RING_SLOTS_MIN).threadMode(ThreadMode.DEDICATED))) {
            final Replies replies = new Replies(pipeline);
            for (int request = 0; request < 40; request++) {
                // An eighth of the ring at most: 8 slots.
                final TestBatch batch = new TestBatch();
                for (int i = 0; i < PipelineContext.RING_SLOTS_MIN / 8; i++) {
                    batch.add("v" + i, "page_view", Setups.START_MS + request);
                }
                replies.put(batch, request);
                replies.await(request + 1);
            }
            assertEquals(8, replies.completions.get(39).accepted());
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "129"})
    void shouldRefuseABatchThatTheRingCannotHold(final int batchSlots) {
        final IllegalArgumentException refused =
            assertThrows(IllegalArgumentException.class, () -> context(128).batchSlots(batchSlots).conclude());
        assertTrue(refused.getMessage().contains("batchSlots is " + batchSlots), refused.getMessage());
    }
}
