package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.inkling.journal.Frames;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.codec.MomentEventDecoder;
import dev.inkling.scoring.EngineCount;
import dev.inkling.scoring.Explainer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Why rules did what they did, from the processor through the ring. */
class ExplanationsTest {
    /** A processor that explains everything beside one that explains nothing: state and decisions are the same at every frame. */
    @Test
    void shouldChangeNeitherStateNorDecisions() {
        final Explainer explainer = new Explainer(1 << 20);
        long explained = 0;
        for (long seed = 1; seed <= 6; seed++) {
            final MomentProcessor silent = new MomentProcessor();
            final MomentProcessor telling = new MomentProcessor();
            int frames = 0;
            for (final byte[] frame : new FrameScript(seed).write(1_500)) {
                final String at = "seed " + seed + ", frame " + ++frames;
                final long timers = timers(silent);
                final List<String> decided = decided(silent, frame);
                if (telling.engine() != null) {
                    telling.engine().explainTo(explainer);
                }
                assertEquals(decided, decided(telling, frame), at);
                if (telling.engine() != null) {
                    telling.engine().explainTo(null);
                }
                assertEquals(silent.digest(), telling.digest(), at);
                // What a timer decides at the frame of a moment is none of the moment's.
                if (isMoment(frame) && explainer.sequence() == telling.lastSequence() && timers == timers(silent)) {
                    final String json = new String(explainer.take(), StandardCharsets.UTF_8);
                    // A decision for every id that is told, and an id for every decision.
                    assertEquals(decided.size(), json.split("\"decision\":", -1).length - 1, at + json);
                    explained++;
                }
                if (frames % 100 == 0 && silent.canSave()) {
                    assertNull(SameState.difference(silent, telling), at);
                    assertEquals(silent.stateDigest(), telling.stateDigest(), at);
                }
            }
        }
        assertTrue(explained > 1_000, explained + " explained");
    }

    private static long timers(final MomentProcessor processor) {
        return processor.engine() == null ? 0
            : processor.engine().count(EngineCount.TIMERS_DUE) + processor.engine().count(EngineCount.TIMERS_EXPIRED);
    }

    private static boolean isMoment(final byte[] frame) {
        return Frames.templateId(new UnsafeBuffer(frame), 0) == MomentEventDecoder.TEMPLATE_ID;
    }

    private static List<String> decided(final MomentProcessor processor, final byte[] frame) {
        final List<String> decided = new ArrayList<>();
        processor.onFrame(new UnsafeBuffer(frame), 0, frame.length, (decision, offset, length) -> {
            final byte[] bytes = new byte[length];
            decision.getBytes(offset, bytes);
            decided.add(new String(bytes, StandardCharsets.ISO_8859_1));
        });
        return decided;
    }

    @ParameterizedTest
    @EnumSource(ThreadMode.class)
    void shouldComeBackInPieces(final ThreadMode mode) {
        final StringBuilder rules = new StringBuilder("triggers:\n");
        for (int i = 0; i < 20; i++) {
            rules.append("  - {name: rule_").append(i).append(", when: 'session.intent > 0.5 && session.risk > 0.5', ")
                .append("action: {type: hint, id: h}}\n");
        }
        final Pipeline pipeline = Pipeline.start(Setups.context(new MemoryJournal(), mode)
            .configuration(Setups.texts().withRules("many rules", rules.toString())));
        final Collected collected = new Collected(pipeline);
        final TestBatch batch = new TestBatch();
        for (int i = 0; i < 3; i++) {
            batch.add("v", "size_guide", Setups.START_MS + i, "e" + i / 2);
        }
        collected.offer(batch, 3);
        assertEquals(3, collected.whole.size());
        final String first = collected.whole.get(0);
        assertTrue(first.length() > 4_096 && first.startsWith("{\"sequence\":"), first);
        assertTrue(first.contains("\"rule_19\"") && first.endsWith("]}"), first);
        assertTrue(collected.whole.get(1).contains("\"passedOver\":\"duplicate\""), collected.whole.get(1));
        assertTrue(collected.whole.get(2).contains("\"rule_19\""), collected.whole.get(2));
        // None that nobody asked for.
        collected.offer(batch.clear().add("v", "size_guide", Setups.START_MS + 9), 0);
        assertEquals(3, collected.whole.size());
        collected.offer(batch.clear().add("v", "size_guide", Setups.START_MS + 10).add("w", "size_guide", Setups.START_MS + 11), 1);
        assertEquals(4, collected.whole.size());
        // By the events' clock this one is two hours late.
        batch.clear().add("v", "size_guide", Setups.START_MS + 2 * 3_600_000).add("v", "size_guide", Setups.START_MS);
        collected.offer(batch, 2);
        assertTrue(collected.whole.get(5).contains("\"passedOver\":\"late\""), collected.whole.get(5));
        pipeline.close();
    }

    @Test
    void shouldLeaveExplanationsOutRatherThanTheReply() {
        final StringBuilder rules = new StringBuilder("triggers:\n");
        for (int i = 0; i < 60; i++) {
            rules.append("  - {name: rule_").append(i).append(", when: 'session.risk > 0.5', action: {type: hint, id: h}}\n");
        }
        final Pipeline pipeline = Pipeline.start(Setups.context(new MemoryJournal(), ThreadMode.INVOKER)
            .configuration(Setups.texts().withRules("many rules", rules.toString())));
        final Collected collected = new Collected(pipeline);
        final TestBatch batch = new TestBatch();
        for (int i = 0; i < 16; i++) {
            batch.add("v", "size_guide", Setups.START_MS + i);
        }
        collected.offer(batch, 16);
        // 32 KiB of the 64 hold no more than some of 16 explanations of 10 to 16 KiB.
        assertTrue(collected.whole.size() >= 2 && collected.whole.size() <= 3, collected.whole.size() + " explanations");
        assertEquals(16, collected.accepted);
        assertEquals(0, pipeline.counters().get(Counter.REPLIES_DROPPED));
        pipeline.close();
    }

    /** A producer that puts explanations together. */
    private static final class Collected implements Intake.Results {
        private final List<String> whole = new ArrayList<>();
        private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        private final Intake intake;
        private int completions;
        private int accepted;

        Collected(final Pipeline pipeline) {
            intake = pipeline.openIntake(1 << 16, () -> { });
        }

        void offer(final TestBatch batch, final int explained) {
            final int before = completions;
            assertEquals(Intake.Offer.TAKEN, intake.offer(batch.batch(), 1, 1, explained));
            while (completions == before) {
                intake.drain(this);
                Thread.onSpinWait();
            }
        }

        @Override
        public void onExplanation(
            final int request, final int generation, final DirectBuffer json, final int offset, final int length, final boolean last) {
            final byte[] piece = new byte[length];
            json.getBytes(offset, piece);
            pieces.writeBytes(piece);
            if (last) {
                whole.add(pieces.toString(StandardCharsets.UTF_8));
                pieces.reset();
            }
        }

        @Override
        public void onDecision(final int request, final int generation, final DirectBuffer frame, final int offset, final int length,
                               final boolean replayed, final long latencyNanos) {
            // not asked about here
        }

        @Override
        public void onComplete(final int request, final int generation, final int events, final int duplicates, final int refused,
                               final Intake.Durability durability) {
            accepted = events;
            completions++;
        }

        @Override
        public void onVisitor(final int request, final int generation, final DirectBuffer state, final int offset, final int length) {
            throw new AssertionError();
        }
    }
}
