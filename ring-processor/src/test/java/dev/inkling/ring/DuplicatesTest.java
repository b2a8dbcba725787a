package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.QueueName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same id again changes nothing and is answered with what the first one caused. */
class DuplicatesTest {
    private static final ConfigurationTexts ALWAYS = Setups.texts().withRules("always", Setups.ALWAYS_RULES);

    @ParameterizedTest
    @EnumSource(ThreadMode.class)
    void shouldReplayDecisionsInTheSameBatchLaterAndAfterARestart(final ThreadMode mode) {
        final MemoryJournal journal = new MemoryJournal();
        final TestBatch batch = new TestBatch();
        Pipeline pipeline = Pipeline.start(Setups.context(journal, mode).configuration(ALWAYS));
        final int configured = Setups.frames(journal, QueueName.EVENTS);
        Replies replies = new Replies(pipeline);
        batch.add("v", "product_view", Setups.START_MS, "a").add("v", "product_view", Setups.START_MS, "a")
            .add("v", "product_view", Setups.START_MS, "b");
        replies.put(batch, 0);
        replies.put(batch.clear().add("v", "product_view", Setups.START_MS, "a"), 1);
        replies.await(2);
        final long first = configured + 1L;
        final long second = first + 1;
        assertEquals(List.of("0:" + first + ".0", "0:" + first + ".0!", "0:" + second + ".0", "1:" + first + ".0!"),
            replies.decisions);
        assertEquals(List.of(new Replies.Completion(0, 1, 2, 1, 0, Intake.Durability.JOURNALED),
            new Replies.Completion(1, 2, 0, 1, 0, Intake.Durability.JOURNALED)), replies.completions);
        assertEquals(2, pipeline.counters().get(Counter.EVENTS_DUPLICATE));
        pipeline.close();

        pipeline = Pipeline.start(Setups.context(journal.reopen(), mode).configuration(ALWAYS));
        replies = new Replies(pipeline);
        replies.put(batch.clear().add("v", "product_view", Setups.START_MS + 9, "b"), 7);
        replies.await(1);
        assertEquals(List.of("7:" + second + ".0!"), replies.decisions);
        assertEquals(new Replies.Completion(7, 8, 0, 1, 0, Intake.Durability.JOURNALED), replies.completions.get(0));
        assertEquals(2, pipeline.counters().get(Counter.DEDUP_IDS));
        assertEquals(first, pipeline.counters().get(Counter.DEDUP_OLDEST_SEQUENCE));
        pipeline.close();
        assertEquals(configured + 2, Setups.frames(journal, QueueName.EVENTS));
        assertEquals(2, Setups.decisions(journal).size());
    }
}
