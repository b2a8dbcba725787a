package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;

import dev.inkling.journal.ConfigurationWriter;
import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.FramePoller;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.journal.codec.MomentEventDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What fails is refused and told, and nothing follows it. */
class FailuresTest {
    private static final ConfigurationTexts ALWAYS = Setups.texts().withRules("always", Setups.ALWAYS_RULES);

    private static TestBatch three() {
        return new TestBatch().add("v", "product_view", Setups.START_MS).add("v", "product_view", Setups.START_MS + 1)
            .add("v", "product_view", Setups.START_MS + 2);
    }

    private static Journal failing(final Journal journal, final QueueName what, final long[] atSequence) {
        return new HookedJournal(journal, (queue, sequence) -> {
            if (queue == what && sequence == atSequence[0]) {
                throw new JournalException("no space left on device");
            }
        }, (queue, sequence) -> { });
    }

    @ParameterizedTest
    @EnumSource(ThreadMode.class)
    void shouldRefuseWhatCannotBeAppended(final ThreadMode mode) {
        final long[] at = {-1};
        final MemoryJournal journal = new MemoryJournal();
        final Pipeline pipeline = Pipeline.start(
            Setups.context(failing(journal, QueueName.EVENTS, at), mode).configuration(ALWAYS));
        final int configured = Setups.frames(journal, QueueName.EVENTS);
        at[0] = configured + 2;
        final Replies replies = new Replies(pipeline);
        replies.put(three(), 0);
        replies.await(1);
        assertEquals(new Replies.Completion(0, 1, 1, 0, 2, Intake.Durability.JOURNALED), replies.completions.get(0));
        assertEquals(1, replies.decisions.size());
        assertEquals(Intake.Offer.STOPPED, replies.offer(three(), 1));
        assertFalse(pipeline.readiness().ready());
        assertTrue(pipeline.readiness().reasons().get(0).contains("no space left on device"));
        assertEquals(1, pipeline.counters().get(Counter.JOURNAL_FAILURES));
        assertEquals(2, pipeline.counters().get(Counter.EVENTS_REFUSED));
        pipeline.close();
        assertEquals(configured + 1, Setups.frames(journal, QueueName.EVENTS));
        assertEquals(0, Setups.verify(journal).divergences());
    }

    @ParameterizedTest
    @EnumSource(ThreadMode.class)
    void shouldLetNoDecisionFollowOneThatCouldNotBeAppended(final ThreadMode mode) {
        final long[] at = {-1};
        final MemoryJournal journal = new MemoryJournal();
        final Pipeline pipeline = Pipeline.start(
            Setups.context(failing(journal, QueueName.DECISIONS, at), mode).configuration(ALWAYS));
        at[0] = Setups.frames(journal, QueueName.EVENTS) + 2;
        final Replies replies = new Replies(pipeline);
        replies.put(three(), 0);
        replies.await(1);
        assertEquals(1, replies.decisions.size());
        assertEquals(2, replies.completions.get(0).refused());
        pipeline.close();
        assertEquals(1, Setups.decisions(journal).size());

        final MemoryJournal reopened = journal.reopen();
        Pipeline.start(Setups.context(reopened, mode).configuration(ALWAYS)).close();
        assertEquals(3, Setups.decisions(journal).size());
        assertEquals(0, Setups.verify(reopened).divergences());
    }

    @Test
    void shouldStopWhereAnInvariantBreaksAndGoOnOnceItIsSkipped() {
        final MemoryJournal journal = new MemoryJournal();
        Pipeline.start(Setups.context(journal, ThreadMode.INVOKER).configuration(ALWAYS)).close();
        final FrameAppender events = journal.appender(QueueName.EVENTS);
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[Frames.MAX_FRAME_BYTES]);
        final int length = new ConfigurationWriter(ConfigKind.CATALOGUE, "none yet".getBytes(StandardCharsets.UTF_8)).next(frame, 0);
        final long bad = events.lastSequence() + 1;
        events.append(frame, 0, length, bad, events.lastReceivedMs());

        final MemoryJournal reopened = journal.reopen();
        final PipelineException stopped = assertThrows(PipelineException.class,
            () -> Pipeline.start(Setups.context(reopened, ThreadMode.INVOKER).configuration(ALWAYS)));
        assertTrue(stopped.getMessage().contains("--skip " + bad), stopped.getMessage());
        assertFalse(stopped.getMessage().contains("\n"));
        assertEquals(bad, Setups.verify(reopened).firstDivergence());

        for (int start = 0; start < 2; start++) {
            final Pipeline pipeline =
                Pipeline.start(Setups.context(reopened, ThreadMode.INVOKER).configuration(ALWAYS).skipSequence(bad));
            final Replies replies = new Replies(pipeline);
            replies.put(three(), 0);
            assertEquals(3, replies.await(1).completions.get(0).accepted());
            pipeline.close();
        }
        final Verification.Result result = Setups.verify(reopened);
        assertEquals(0, result.divergences(), result.reason());
        assertEquals(6, result.events());
        assertThrows(PipelineException.class,
            () -> Pipeline.start(Setups.context(reopened, ThreadMode.INVOKER).configuration(ALWAYS).skipSequence(1_000_000)));
    }

    /** A skip that nothing calls for would unmake decisions that stand; nothing of it may be journaled. */
    @Test
    void shouldRefuseToSkipAnEventThatStopsNothing() {
        final MemoryJournal journal = new MemoryJournal();
        final Pipeline pipeline = Pipeline.start(Setups.context(journal, ThreadMode.INVOKER).configuration(ALWAYS));
        final Replies replies = new Replies(pipeline);
        replies.put(three(), 0);
        pipeline.close();
        final long healthy = journal.appender(QueueName.EVENTS).lastSequence();
        final int frames = Setups.frames(journal, QueueName.EVENTS);

        for (final long sequence : new long[] {1, healthy}) {
            final PipelineException refused = assertThrows(PipelineException.class,
                () -> Pipeline.start(Setups.context(journal, ThreadMode.INVOKER).configuration(ALWAYS).skipSequence(sequence)));
            assertTrue(refused.getMessage().contains("does not stop the processor"), refused.getMessage());
        }

        assertEquals(frames, Setups.frames(journal, QueueName.EVENTS));
        Pipeline.start(Setups.context(journal, ThreadMode.INVOKER).configuration(ALWAYS)).close();
        assertEquals(0, Setups.verify(journal).divergences());
    }

    @ParameterizedTest
    @EnumSource(ThreadMode.class)
    void shouldStopTheProcessorLoudlyAndRefuseWhatIsInTheRing(final ThreadMode mode) {
        final MemoryJournal journal = new MemoryJournal();
        final long[] at = {-1};
        final Journal swapping = new HookedJournal(journal, (queue, sequence) -> {
            if (queue == QueueName.EVENTS && sequence == at[0]) {
                at[0] = -1;
                final FrameAppender events = journal.appender(QueueName.EVENTS);
                final UnsafeBuffer broken = new UnsafeBuffer(new byte[Frames.MAX_FRAME_BYTES]);
                final int length = new ConfigurationWriter(ConfigKind.CATALOGUE, new byte[] {'c'}).next(broken, 0);
                // Takes the sequence away from the event, whose own append is then refused; the next one leaves a gap.
                events.append(broken, 0, length, sequence, events.lastReceivedMs());
            }
        }, (queue, sequence) -> { });
        final Pipeline pipeline = Pipeline.start(Setups.context(swapping, mode).configuration(ALWAYS));
        at[0] = journal.appender(QueueName.EVENTS).lastSequence() + 2;
        final Replies replies = new Replies(pipeline);
        replies.put(three(), 0);
        replies.await(1);
        assertEquals(1, replies.completions.get(0).accepted());
        assertEquals(2, replies.completions.get(0).refused());
        assertEquals(Intake.Offer.STOPPED, replies.offer(three(), 1));
        assertTrue(pipeline.readiness().reasons().get(0).contains("--skip"), pipeline.readiness().reasons().get(0));
        pipeline.close();
        assertEquals(1, Setups.decisions(journal).size());
    }

    @Test
    void shouldRefuseAFrameThatIsNoneAndGoOn() {
        final Pipeline pipeline = Pipeline.start(Setups.context(new MemoryJournal(), ThreadMode.INVOKER).configuration(ALWAYS));
        final Replies replies = new Replies(pipeline);
        final TestBatch batch = three();
        batch.batch().buffer().putByte(
            batch.batch().offset(1) + Frames.HEADER_BYTES + MomentEventDecoder.deviceEncodingOffset(), (byte) 77);
        replies.put(batch, 0);
        replies.await(1);
        assertEquals(new Replies.Completion(0, 1, 2, 0, 1, Intake.Durability.JOURNALED), replies.completions.get(0));
        assertEquals(1, pipeline.counters().get(Counter.EVENTS_MALFORMED));
        assertTrue(pipeline.readiness().ready());
        pipeline.close();
    }

    /** A skip would unmake what stands, and mend nothing. */
    @Test
    void shouldNotBlameAnEventWhereRecoveryCannotAppend() {
        final MemoryJournal journal = new MemoryJournal();
        final Pipeline pipeline = Pipeline.start(Setups.context(journal, ThreadMode.INVOKER).configuration(ALWAYS));
        final Replies replies = new Replies(pipeline);
        replies.put(three(), 0);
        pipeline.close();
        final MemoryJournal undecided = new MemoryJournal();
        Setups.copy(journal, undecided, QueueName.EVENTS, Integer.MAX_VALUE);
        final int frames = Setups.frames(undecided, QueueName.EVENTS);
        final long[] at = {frames - 1};
        final Journal full = failing(undecided.reopen(), QueueName.DECISIONS, at);

        for (final long skip : new long[] {0, at[0]}) {
            final PipelineException refused = assertThrows(PipelineException.class, () -> Pipeline.start(
                Setups.context(full, ThreadMode.INVOKER).configuration(ALWAYS).skipSequence(skip)));
            assertTrue(refused.getMessage().contains("no space left on device"), refused.getMessage());
            assertFalse(refused.getMessage().contains("--skip"), refused.getMessage());
        }
        assertEquals(frames, Setups.frames(undecided, QueueName.EVENTS));
    }

    @Test
    void shouldTellWhatTheSinkThrowsFromWhatTheEngineThrows() {
        final MemoryJournal journal = new MemoryJournal();
        final Pipeline pipeline = Pipeline.start(Setups.context(journal, ThreadMode.INVOKER).configuration(ALWAYS));
        final Replies replies = new Replies(pipeline);
        replies.put(three(), 0);
        pipeline.close();
        final long first = Setups.frames(journal, QueueName.EVENTS) - 2;
        final IllegalStateException full = new IllegalStateException("the sink is full");
        final MomentProcessor stopped = new MomentProcessor();
        try (JournalReplay replay = new JournalReplay(journal, stopped, (frame, offset, length) -> {
            throw full;
        })) {
            assertSame(full, assertThrows(IllegalStateException.class, () -> {
                while (replay.next()) {
                    assertTrue(replay.sequence() < first);
                }
            }));
            assertFalse(stopped.canSave());
            assertThrows(ReplayException.class, replay::next);
        }

        final MomentProcessor failing = new MomentProcessor();
        try (FramePoller events = journal.poller(QueueName.EVENTS)) {
            for (long sequence = 1; sequence < first && events.poll(); sequence++) {
                failing.onFrame(events.buffer(), 0, events.length(), (frame, offset, length) -> { });
            }
            assertTrue(events.poll());
            // Cut so short that its block cannot be read.
            final UnsafeBuffer cut = new UnsafeBuffer(events.buffer(), 0, Frames.PREFIX_BYTES);
            final ProcessorException failure = assertThrows(ProcessorException.class,
                () -> failing.onFrame(cut, 0, events.length(), (frame, offset, length) -> { }));
            assertTrue(failure.getMessage().contains("the engine failed"), failure.getMessage());
        }
    }

    @Test
    void shouldSayThatConfigurationCannotBeJournaledWhereNothingIsWrongWithTheJournal() {
        final MemoryJournal journal = new MemoryJournal();
        Pipeline.start(Setups.context(journal, ThreadMode.INVOKER)).close();
        final int frames = Setups.frames(journal, QueueName.EVENTS);
        final Journal full = failing(journal.reopen(), QueueName.EVENTS, new long[] {frames + 1});

        final PipelineException refused = assertThrows(PipelineException.class,
            () -> Pipeline.start(Setups.context(full, ThreadMode.INVOKER).configuration(ALWAYS)));

        assertTrue(refused.getMessage().startsWith("the configuration is not the one in force, and the new one cannot be journaled: no "
            + "space left on device"), refused.getMessage());
        assertFalse(refused.getMessage().contains("recovered"), refused.getMessage());
        assertEquals(frames, Setups.frames(journal, QueueName.EVENTS));
        Pipeline.start(Setups.context(full, ThreadMode.INVOKER)).close();
    }

    @Test
    void shouldRefuseABrokenConfigurationWhole() {
        final MemoryJournal journal = new MemoryJournal();
        final PipelineException refused = assertThrows(PipelineException.class, () -> Pipeline.start(
            Setups.context(journal, ThreadMode.INVOKER).configuration(Setups.texts().withRules("my.yaml", "triggers:\n  - nme: x\n"))));
        assertTrue(refused.getMessage().startsWith("my.yaml:2:"), refused.getMessage());
        assertEquals(0, Setups.frames(journal, QueueName.EVENTS));
    }
}
