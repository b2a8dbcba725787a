package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;

import dev.inkling.journal.Frames;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.QueueName;
import org.agrona.DirectBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * With {@code synced}, no decision is journaled and no reply comes before a sync that began after the append of the events; nor a reply
 * before that of the decisions it tells.
 */
class SyncOrderTest {
    private static final int REQUESTS = 200;
    private static final int EVENTS = 3;
    private static final ConfigurationTexts ALWAYS = Setups.texts().withRules("always", Setups.ALWAYS_RULES);

    @ParameterizedTest
    @EnumSource(ThreadMode.class)
    void shouldSyncEventsBeforeTheirDecisionsAndReplies(final ThreadMode mode) {
        final AtomicLong synced = new AtomicLong();
        final AtomicLong violations = new AtomicLong();
        final AtomicLong decided = new AtomicLong();
        final AtomicLong decisionSyncs = new AtomicLong();
        final AtomicLong decisionsSynced = new AtomicLong();
        final HookedJournal journal = new HookedJournal(new MemoryJournal(), (queue, sequence) -> {
            if (queue == QueueName.DECISIONS) {
                decided.incrementAndGet();
                violations.addAndGet(sequence > synced.get() ? 1 : 0);
            }
        }, (queue, last) -> {
            // In memory a sync is over once it began.
            if (queue == QueueName.EVENTS) {
                synced.set(last);
            } else {
                decisionSyncs.incrementAndGet();
                decisionsSynced.set(last);
            }
        });
        final Pipeline pipeline =
            Pipeline.start(Setups.context(journal, mode).configuration(ALWAYS).durability(Intake.Durability.SYNCED));
        final long configured = journal.appender(QueueName.EVENTS).lastSequence();
        decided.set(0);
        violations.set(0);
        final int[] complete = {0};
        final Intake intake = pipeline.openIntake(1 << 22, () -> { });
        final Intake.Results results = new Intake.Results() {
            @Override
            public void onDecision(final int request, final int generation, final DirectBuffer frame, final int offset,
                                   final int length, final boolean replayed, final long latencyNanos) {
                violations.addAndGet(Frames.sequence(frame, offset) > Math.min(synced.get(), decisionsSynced.get()) ? 1 : 0);
            }

            @Override
            public void onComplete(final int request, final int generation, final int accepted, final int duplicates,
                                   final int refused, final Intake.Durability durability) {
                assertEquals(EVENTS, accepted);
                assertEquals(Intake.Durability.SYNCED, durability);
                complete[0]++;
                // Requests come back in order, so all events up to this one's last are accepted.
                violations.addAndGet(configured + (long) complete[0] * EVENTS > synced.get() ? 1 : 0);
            }

            @Override
            public void onVisitor(final int request, final int generation, final DirectBuffer state, final int offset,
                                  final int length) {
                throw new AssertionError("nobody asked");
            }
        };
        for (int request = 0; request < REQUESTS; request++) {
            final TestBatch batch = new TestBatch();
            for (int i = 0; i < EVENTS; i++) {
                batch.add("v" + request, "product_view", Setups.START_MS + request);
            }
            while (intake.offer(batch.batch(), request, 1) != Intake.Offer.TAKEN) {
                intake.drain(results);
            }
            intake.drain(results);
        }
        while (complete[0] < REQUESTS) {
            intake.drain(results);
            Thread.onSpinWait();
        }
        pipeline.close();
        assertEquals(0, violations.get());
        assertTrue(decided.get() >= REQUESTS && decisionSyncs.get() > 0, decided + " decisions, " + decisionSyncs + " syncs");
    }
}
