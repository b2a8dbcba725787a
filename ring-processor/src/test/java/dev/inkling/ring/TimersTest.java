package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.inkling.journal.ConfigurationWriter;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.FramePoller;
import dev.inkling.journal.Frames;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.journal.codec.DecisionDecoder;
import dev.inkling.journal.codec.LabelKind;
import dev.inkling.journal.codec.MessageHeaderDecoder;
import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.EngineSettings;
import dev.inkling.scoring.TriggerLimits;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Decisions of timers on their way through the ring. */
class TimersTest {
    private static final String RULES = Setups.ALWAYS_RULES + """
          - name: left
            after: {moment: cart_add, idle: 20s, unless: purchase}
            action: {type: email, id: cart_reminder, channel: email}
        """;
    private static final long T = Setups.START_MS;

    private static PipelineContext context(final MemoryJournal journal, final ThreadMode mode) {
        return Setups.context(journal, mode).configuration(Setups.texts().withRules("timers", RULES));
    }

    /** Decisions of a journal as `sequence.ordinal rule visitor at texts`; visitors by the letters of their ids, times after the start. */
    private static List<String> decisions(final MemoryJournal journal, final TestBatch keys, final String... visitors) {
        final List<String> found = new ArrayList<>();
        try (FramePoller poller = journal.poller(QueueName.DECISIONS)) {
            while (poller.poll()) {
                if (Frames.templateId(poller.buffer(), 0) == DecisionDecoder.TEMPLATE_ID) {
                    found.add(inWords(poller.buffer(), keys, visitors));
                }
            }
        }
        return found;
    }

    private static String inWords(final DirectBuffer frame, final TestBatch keys, final String... visitors) {
        final DecisionDecoder decision = new DecisionDecoder().wrapAndApplyHeader(frame, 0, new MessageHeaderDecoder());
        String visitor = "?";
        for (final String one : visitors) {
            visitor = keys.visitorKey(one) == decision.visitorKey() ? one : visitor;
        }
        final String head = decision.sequence() + "." + decision.ordinal();
        final long at = decision.at() - T;
        String rule = "?";
        boolean timer = false;
        for (final DecisionDecoder.LabelsDecoder label : decision.labels()) {
            final LabelKind kind = label.kind();
            final String text = label.label();
            rule = kind == LabelKind.RULE ? text : rule;
            timer |= kind == LabelKind.TIMER;
        }
        assertEquals("left".equals(rule), timer);
        final StringBuilder words = new StringBuilder(head).append(' ').append(rule).append(' ').append(visitor).append(' ').append(at);
        for (final DecisionDecoder.TextsDecoder text : decision.texts()) {
            final String kind = text.kind().name();
            words.append(' ').append(kind).append('=').append(text.text());
        }
        return words.toString();
    }

    @ParameterizedTest
    @EnumSource(ThreadMode.class)
    void shouldStandInTheJournalAndInNobodysReply(final ThreadMode mode) {
        final MemoryJournal journal = new MemoryJournal();
        final TestBatch batch = new TestBatch();
        Pipeline pipeline = Pipeline.start(context(journal, mode));
        final long first = Setups.frames(journal, QueueName.EVENTS) + 1L;
        Replies replies = new Replies(pipeline);
        replies.put(batch.add("a", "cart_add", T), 0);
        replies.put(batch.clear().add("b", "cart_add", T + 20_000, "id"), 1);
        replies.put(batch.clear().add("c", "page_view", T + 20_000, "id"), 2);
        // Her own frame finds the timer due as well as another's would.
        replies.put(batch.clear().add("b", "page_view", T + 40_000), 3);
        replies.put(batch.clear().add("a", "cart_add", T + 41_000), 4);
        replies.await(5);
        assertEquals(List.of("0:" + first + ".0", "1:" + (first + 1) + ".1", "2:" + (first + 1) + ".1!", "3:" + (first + 2) + ".1",
            "4:" + (first + 3) + ".0"), replies.decisions);
        assertEquals(1, pipeline.counters().get(Counter.TIMERS_PENDING));
        assertEquals(2, pipeline.counters().get(Counter.TIMERS_DUE));
        assertEquals(3, pipeline.counters().get(Counter.TIMERS_SET));
        assertEquals(6, pipeline.counters().get(Counter.DECISIONS));
        pipeline.close();

        pipeline = Pipeline.start(context(journal.reopen(), mode));
        replies = new Replies(pipeline);
        replies.put(batch.clear().add("c", "page_view", T + 50_000, "id"), 5);
        replies.put(batch.clear().add("c", "page_view", T + 61_000), 6);
        replies.await(2);
        assertEquals(List.of("5:" + (first + 1) + ".1!", "6:" + (first + 4) + ".1"), replies.decisions);
        pipeline.close();
        assertEquals(List.of(
            first + ".0 always a 0 VISITOR_ID=a",
            first + 1 + ".0 left a 20000",
            first + 1 + ".1 always b 20000 VISITOR_ID=b",
            first + 2 + ".0 left b 40000",
            first + 2 + ".1 always b 40000 VISITOR_ID=b",
            first + 3 + ".0 always a 41000 VISITOR_ID=a",
            first + 4 + ".0 left a 61000",
            first + 4 + ".1 always c 61000 VISITOR_ID=c"), decisions(journal, batch, "a", "b", "c"));
        assertEquals(0, Setups.verify(journal).divergences());
    }

    @ParameterizedTest
    @EnumSource(EngineSettings.Clock.class)
    void shouldComeDueAtATick(final EngineSettings.Clock clock) {
        final MomentProcessor processor = new MomentProcessor();
        final TimerSink sink = new TimerSink();
        final TestBatch batch = new TestBatch().add("a", "cart_add", T);
        configure(processor, ConfigKind.ENGINE, Setups.settings(clock, 16).toText());
        configure(processor, ConfigKind.CATALOGUE, Catalogue.defaultText());
        configure(processor, ConfigKind.RULES, RULES);
        give(processor, batch.batch(), T, sink);
        final FrameBatch tick = TickFrames.batch();
        give(processor, tick, T + 19_999, sink);
        final long digest = processor.digest();
        give(processor, tick, T + 20_000, sink);
        give(processor, tick, T + 20_001, sink);
        final long sequence = processor.lastSequence() - 1;
        assertEquals(List.of(sequence + ".0 left a 20000"), sink.timers(batch, "a"));
        assertEquals(2, processor.decisions());
        assertTrue(digest != processor.digest());
        assertFalse(processor.areTimersDue());
    }

    private static void configure(final MomentProcessor processor, final ConfigKind kind, final String text) {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[Frames.MAX_FRAME_BYTES]);
        final ConfigurationWriter pieces = new ConfigurationWriter(kind, text.getBytes(StandardCharsets.UTF_8));
        while (pieces.hasNext()) {
            final int length = pieces.next(frame, 0);
            stamp(processor, frame, 0, T);
            processor.onFrame(frame, 0, length, new TimerSink());
        }
    }

    private static void give(final MomentProcessor processor, final FrameBatch batch, final long received, final FrameSink sink) {
        stamp(processor, batch.buffer(), batch.offset(0), received);
        processor.onFrame(batch.buffer(), batch.offset(0), batch.length(0), sink);
    }

    private static void stamp(final MomentProcessor processor, final MutableDirectBuffer frame, final int offset, final long received) {
        frame.putLong(offset + Frames.SEQUENCE_OFFSET, processor.lastSequence() + 1, ByteOrder.LITTLE_ENDIAN);
        frame.putLong(offset + Frames.RECEIVED_OFFSET, received, ByteOrder.LITTLE_ENDIAN);
    }

    /** Keeps decisions of timers, and lets the others go. */
    private static final class TimerSink implements FrameSink {
        private final List<byte[]> frames = new ArrayList<>();

        @Override
        public void onDecision(final MutableDirectBuffer frame, final int offset, final int length) {
            // of the moment
        }

        @Override
        public void onTimerDecision(final MutableDirectBuffer frame, final int offset, final int length) {
            final byte[] bytes = new byte[Frames.MAX_FRAME_BYTES];
            frame.getBytes(offset, bytes, 0, length);
            frames.add(bytes);
        }

        List<String> timers(final TestBatch keys, final String... visitors) {
            return frames.stream().map(bytes -> inWords(new UnsafeBuffer(bytes), keys, visitors)).toList();
        }
    }

    @ParameterizedTest
    @EnumSource(value = ThreadMode.class, names = {"SHARED", "DEDICATED"})
    @Timeout(60)
    void shouldWorkOffABacklogWithoutTraffic(final ThreadMode mode) {
        final MemoryJournal journal = new MemoryJournal();
        final EngineSettings settings = Setups.settings(EngineSettings.Clock.WALL, 1_000)
            .withLimits(new TriggerLimits(3, 0, 600_000, 1_000, 1));
        // A tick after a minute of silence would come too late for this test.
        final Pipeline pipeline = Pipeline.start(Setups.context(journal, mode).tickMs(60_000)
            .configuration(Setups.texts().withEngine(settings.toText()).withRules("timers", RULES.replace("20s", "1ms"))));
        final Replies replies = new Replies(pipeline);
        final TestBatch batch = new TestBatch();
        final int many = 100;
        for (int i = 0; i < many; i++) {
            batch.add("v" + i, "cart_add", T);
        }
        int request = 0;
        replies.put(batch, request);
        while (pipeline.counters().get(Counter.TIMERS_DUE) == 0) {
            replies.put(batch.clear().add("w", "page_view", T), ++request);
            replies.await(request + 1);
        }
        while (pipeline.counters().get(Counter.TIMERS_DUE) < many) {
            Thread.onSpinWait();
        }
        assertTrue(pipeline.counters().get(Counter.TICKS) > 0);
        pipeline.close();
        assertEquals(0, Setups.verify(journal).divergences());
    }

    @Test
    void shouldCountDecisionsThatComeTooLate() {
        final MemoryJournal journal = new MemoryJournal();
        final Pipeline pipeline = Pipeline.start(context(journal, ThreadMode.INVOKER));
        final Replies replies = new Replies(pipeline);
        replies.put(new TestBatch().add("a", "cart_add", T), 0);
        replies.put(new TestBatch().add("b", "page_view", T + 20_000 + 600_001), 1);
        assertEquals(1, pipeline.counters().get(Counter.DECISIONS_EXPIRED));
        assertEquals(1, pipeline.counters().get(Counter.TIMERS_EXPIRED));
        pipeline.close();
        assertEquals(0, Setups.verify(journal).divergences());
    }
}
