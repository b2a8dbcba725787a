package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.QueueName;
import dev.inkling.scoring.EngineSettings;
import org.junit.jupiter.api.Test;

/** Tables that do not fit into the heap are refused before anything is journaled, with the arithmetic. */
class TableMemoryTest {
    @Test
    void shouldRefuseTablesThatDoNotFit() {
        // 2^24 visitors of more than 900 bytes take more than 15 GB, which no test is given.
        assertTrue(Runtime.getRuntime().maxMemory() < 15L << 30);
        final MemoryJournal journal = new MemoryJournal();
        final PipelineContext context = Setups.context(journal, ThreadMode.INVOKER)
            .configuration(Setups.texts().withEngine(EngineSettings.defaults().withCapacities(1 << 24, 1 << 25).toText()));

        final PipelineException refused = assertThrows(PipelineException.class, () -> Pipeline.start(context));

        assertTrue(refused.getMessage().contains("16,777,216 visitors x "), refused.getMessage());
        assertTrue(refused.getMessage().contains("-Xmx"), refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count());
        assertEquals(0, Setups.frames(journal, QueueName.EVENTS));
    }

    @Test
    void shouldTakeTablesThatJustFit() {
        final TableMemory memory = new TableMemory(EngineSettings.defaults(), 100);
        final EngineSettings settings = EngineSettings.defaults();
        assertEquals(settings.memoryBytes(100) + DedupTable.bytes(settings.dedup()), memory.bytes());
        memory.requireHeap(memory.bytes() + TableMemory.OTHER_BYTES);
        assertThrows(PipelineException.class, () -> memory.requireHeap(memory.bytes() + TableMemory.OTHER_BYTES - 1));
    }
}
