package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

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

    private static String counting(final String prefix) {
        final StringBuilder rules = new StringBuilder("triggers:\n");
        for (final String type : new String[] {"search", "size_guide", "cart_add", "scroll"}) {
            rules.append("  - {name: ").append(prefix).append(type).append(", when: 'count(\"").append(type)
                .append("\", duration(\"1h\")) >= 3', action: {type: a, id: b}}\n");
        }
        return rules.toString();
    }

    @Test
    void shouldRefuseAReloadWhoseTablesDoNotFitBesideThoseBefore() {
        final EngineSettings settings = Setups.settings(EngineSettings.Clock.EVENT, 10_000);
        // a session's word, and of each type 3 words and 16 for its times
        final int factBytes = 8 * (1 + 4 * (3 + 16));
        final long one = new TableMemory(settings, factBytes).bytes();
        final MemoryJournal journal = new MemoryJournal();
        final PipelineContext context = Setups.context(journal, ThreadMode.INVOKER).heapBytes(TableMemory.OTHER_BYTES + one)
            .configuration(Setups.texts().withEngine(settings.toText()).withRules("a", counting("a_")));
        final Pipeline pipeline = Pipeline.start(context);
        final int frames = Setups.frames(journal, QueueName.EVENTS);
        // Other names and the same facts: nothing is made anew.
        pipeline.reload(texts -> texts.withRules("b", counting("b_")));
        final String other = counting("c_").replace("scroll", "purchase");
        for (final String engine : new String[] {settings.toText(), "visitors: 9999\n"}) {
            final ReloadException refused = assertThrows(ReloadException.class,
                () -> pipeline.reload(texts -> texts.withRules("c", other).withEngine(engine)));
            assertEquals(ReloadException.Reason.NEEDS_RESTART, refused.reason());
            assertTrue(refused.getMessage().startsWith("while the change is made, tables of before and after are there at the same time"),
                refused.getMessage());
            assertTrue(refused.getMessage().contains("JAVA_OPTS=-Xmx"), refused.getMessage());
        }
        assertEquals(frames + 1, Setups.frames(journal, QueueName.EVENTS));
        pipeline.close();
        final MemoryJournal reopened = journal.reopen();
        final PipelineException start = assertThrows(PipelineException.class, () -> Pipeline.start(
            Setups.context(reopened, ThreadMode.INVOKER).heapBytes(TableMemory.OTHER_BYTES + one)
                .configuration(Setups.texts().withEngine(settings.toText()).withRules("c", other))));
        assertTrue(start.getMessage().startsWith("while the change is made"), start.getMessage());
        assertEquals(frames + 1, Setups.frames(reopened, QueueName.EVENTS));
        // As much more as the other facts take is enough.
        Pipeline.start(Setups.context(reopened.reopen(), ThreadMode.INVOKER)
            .heapBytes(TableMemory.OTHER_BYTES + one + 10_000L * factBytes)
            .configuration(Setups.texts().withEngine(settings.toText()).withRules("c", other))).close();
    }

    @Test
    void shouldPrintOneSumOfAllThatItPrints() {
        final Pipeline pipeline = Pipeline.start(Setups.context(new MemoryJournal(), ThreadMode.INVOKER));
        final List<String> lines = new ArrayList<>(pipeline.memory());
        pipeline.close();
        final String together = lines.remove(lines.size() - 1);
        assertTrue(together.startsWith("together"), together);
        final double sum = lines.stream().mapToDouble(TableMemoryTest::megabytes).sum();
        // each line is rounded to 0.1
        assertEquals(sum, Double.parseDouble(together.split(" +")[1]), 0.05 * (lines.size() + 1));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("ring")) && lines.stream().anyMatch(line -> line.startsWith("timers")));
    }

    private static double megabytes(final String line) {
        return Double.parseDouble(line.substring(line.indexOf('=') + 1).replace("MB", "").replace(",", "").strip());
    }

    @Test
    void shouldCountBothEnginesWhileOneTakesOver() {
        final EngineSettings before = Setups.settings(EngineSettings.Clock.EVENT, 10_000);
        final EngineSettings after = Setups.settings(EngineSettings.Clock.EVENT, 5_000);
        final TableMemory was = new TableMemory(before, 100);
        final TableMemory will = new TableMemory(after, 100);
        final long both = before.memoryBytes(100) + after.memoryBytes(100) + DedupTable.bytes(4_096);
        will.requireHeapBeside(was, false, both + TableMemory.OTHER_BYTES);
        assertThrows(ReloadException.class, () -> will.requireHeapBeside(was, false, both + TableMemory.OTHER_BYTES - 1));
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
