package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import dev.inkling.journal.Journal;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When something is full, what was taken is finished and what was not is told. */
class BackPressureTest {
    private static final String FOUR_RULES = "triggers:\n" + rule("a") + rule("b") + rule("c") + rule("d");

    private static String rule(final String name) {
        return "  - name: " + name + "\n    when: session.moments >= 0\n    action: {type: note, id: seen}\n";
    }

    /** Holds a queue's appends up while a latch is set. */
    private static Journal held(final Journal journal, final QueueName what, final AtomicReference<CountDownLatch> latch) {
        return new HookedJournal(journal, (queue, sequence) -> {
            final CountDownLatch hold = latch.get();
            if (queue == what && hold != null) {
                try {
                    hold.await();
                } catch (final InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }, (queue, sequence) -> { });
    }

    private static TestBatch batch(final int request, final int events) {
        final TestBatch batch = new TestBatch();
        for (int i = 0; i < events; i++) {
            batch.add("v" + i, "product_view", Setups.START_MS + request, request + "-" + i);
        }
        return batch;
    }

    @ParameterizedTest
    @EnumSource(value = ThreadMode.class, names = {"SHARED", "DEDICATED"})
    void shouldRefuseWholeRequestsWhileTheRingIsFull(final ThreadMode mode) {
        final AtomicReference<CountDownLatch> latch = new AtomicReference<>();
        final MemoryJournal journal = new MemoryJournal();
        final Pipeline pipeline = Pipeline.start(Setups.context(held(journal, QueueName.EVENTS, latch), mode));
        final int configured = Setups.frames(journal, QueueName.EVENTS);
        latch.set(new CountDownLatch(1));
        final Replies replies = new Replies(pipeline);
        final int size = 100;
        int taken = 0;
        while (replies.offer(batch(taken, size), taken) == Intake.Offer.TAKEN) {
            taken++;
        }
        // 1,024 slots hold ten requests of 100 whole, not eleven
        assertEquals(10, taken);
        assertEquals(1, pipeline.counters().get(Counter.RING_FULL));
        assertTrue(pipeline.counters().get(Counter.RING_DEPTH) >= taken * size);
        final CountDownLatch hold = latch.getAndSet(null);
        hold.countDown();
        replies.await(taken);
        replies.completions.forEach(done -> assertEquals(size, done.accepted()));
        assertEquals(configured + taken * size, Setups.frames(journal, QueueName.EVENTS));
        pipeline.close();
    }

    @Test
    void shouldRefuseMoreThanAnEighthOfTheRing() {
        final Pipeline pipeline = Pipeline.start(Setups.context(new MemoryJournal(), ThreadMode.INVOKER));
        final Replies replies = new Replies(pipeline);
        assertEquals(Intake.Offer.TAKEN, replies.offer(batch(0, 128), 0));
        assertEquals(Intake.Offer.TOO_MANY, replies.offer(batch(1, 129), 1));
        replies.await(1);
        assertEquals(1, pipeline.counters().get(Counter.OFFERS_TOO_LARGE));
        pipeline.close();
        assertEquals(Intake.Offer.STOPPED, replies.offer(batch(2, 1), 2));
    }

    @Test
    void shouldAnswerAnEmptyRequest() {
        final Pipeline pipeline = Pipeline.start(Setups.context(new MemoryJournal(), ThreadMode.SHARED));
        final Replies replies = new Replies(pipeline);
        replies.put(new TestBatch(), 5);
        assertEquals(new Replies.Completion(5, 6, 0, 0, 0, Intake.Durability.JOURNALED), replies.await(1).completions.get(0));
        pipeline.close();
    }

    /** 4 decisions an event, 1,200 events in the ring: more than the 4,096 places of the lane while its end is held up. */
    @Test
    void shouldWaitForTheDecisionHandlerWhenItsLaneIsFull() {
        final AtomicReference<CountDownLatch> latch = new AtomicReference<>(new CountDownLatch(1));
        final MemoryJournal journal = new MemoryJournal();
        final Pipeline pipeline = Pipeline.start(
            Setups.context(held(journal, QueueName.DECISIONS, latch), ThreadMode.DEDICATED).ringSlots(4_096)
                .configuration(Setups.texts().withRules("four", FOUR_RULES)));
        final Replies replies = new Replies(pipeline);
        for (int request = 0; request < 12; request++) {
            replies.put(batch(request, 100), request);
        }
        while (pipeline.counters().get(Counter.EVENTS_ACCEPTED) < 1_200) {
            Thread.onSpinWait();
        }
        latch.getAndSet(null).countDown();
        replies.await(12);
        pipeline.close();
        assertEquals(4_800, Setups.decisions(journal).size());
        assertEquals(0, Setups.verify(journal).divergences());
    }

    @Test
    void shouldDropAWholeReplyRatherThanHalfOfOne() {
        final Pipeline pipeline = Pipeline.start(Setups.context(new MemoryJournal(), ThreadMode.INVOKER)
            .configuration(Setups.texts().withRules("four", FOUR_RULES)));
        final Intake intake = pipeline.openIntake(RingIntake.RESULT_BYTES_MIN, () -> { });
        final Replies reader = new Replies(pipeline);
        // 400 decisions of some 200 bytes do not fit into 64 KiB
        assertEquals(Intake.Offer.TAKEN, intake.offer(batch(0, 100).batch(), 0, 1));
        intake.drain(reader);
        assertTrue(reader.completions.isEmpty());
        assertEquals(1, pipeline.counters().get(Counter.REPLIES_DROPPED));
        assertEquals(Intake.Offer.TAKEN, intake.offer(batch(1, 2).batch(), 1, 2));
        intake.drain(reader);
        assertEquals(1, reader.completions.size());
        assertEquals(2, reader.completions.get(0).accepted());
        pipeline.close();
    }

    @Test
    void shouldSyncEventsBeforeItReplies() {
        final StringBuilder order = new StringBuilder();
        final MemoryJournal journal = new MemoryJournal();
        final Journal watched = new HookedJournal(journal, (queue, sequence) -> { },
            (queue, sequence) -> order.append(queue.folder()).append(' '));
        final Pipeline pipeline = Pipeline.start(Setups.context(watched, ThreadMode.INVOKER)
            .durability(Intake.Durability.SYNCED).configuration(Setups.texts().withRules("four", FOUR_RULES)));
        order.setLength(0);
        final Intake[] intake = new Intake[1];
        intake[0] = pipeline.openIntake(RingIntake.RESULT_BYTES_MIN, () -> order.append("wake "));
        intake[0].offer(batch(0, 3).batch(), 0, 1);
        assertEquals("events decisions wake ", order.toString());
        final Replies reader = new Replies(pipeline);
        intake[0].drain(reader);
        assertEquals(Intake.Durability.SYNCED, reader.completions.get(0).durability());
        pipeline.close();
    }
}
