package dev.inkling.perf.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.inkling.perf.crash.Findings.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The checker must be able to fail: each way in which a journal can be wrong, made up. */
class CheckerTest {
    private static final String JOURNALED = "journaled";
    /** Event n stands at sequence n + 10; event 2 caused a decision. */
    private static final int EVENTS = 4;
    private static final String DECISION = "12.0";

    private final EventMaker maker = new EventMaker(7);
    private final Findings findings = new Findings();
    private final JournalContent journal = new JournalContent(maker, findings);
    private final Checker checker = new Checker(journal, JOURNALED, findings);

    @BeforeEach
    void fill() {
        for (int number = 0; number < EVENTS; number++) {
            journal.onEvent(journaled(number, number + 10));
        }
        journal.onDecision(decision(DECISION, "social_proof"));
    }

    @Test
    void shouldFindNothingWrongWhenAllIsRight() {
        checker.onAcknowledgement(ack(0, 2));
        checker.onAcknowledgement(ack(2, 2, decision(DECISION, "social_proof")));
        // Sent again: counts nothing, and the decision comes once more or not.
        checker.onAcknowledgement(new Acknowledgement(new Batch(2, 2), true, 200, 0, 2, 0, JOURNALED, false, Map.of()));
        assertTrue(findings.isEmpty(), findings.lines().toString());
        assertEquals(4, checker.acknowledged());
        assertEquals(1, checker.decisionsReturned());
    }

    @Test
    void shouldFindTheLostEvent() {
        journal.forget(1);
        checker.onAcknowledgement(ack(0, 2));
        // The same batch again is the same loss.
        checker.onAcknowledgement(new Acknowledgement(new Batch(0, 2), true, 200, 0, 2, 0, JOURNALED, false, Map.of()));
        assertOnly(Kind.LOST, 1);
        checker.onAcknowledgement(ack(EVENTS, 3));
        assertOnly(Kind.LOST, 4);
    }

    @Test
    void shouldFindTheDoubledEvent() {
        journal.onEvent(journaled(1, 14));
        assertOnly(Kind.DOUBLED, 1);
    }

    @Test
    void shouldFindWhatWasAcceptedThoughAcknowledgedBefore() {
        checker.onAcknowledgement(new Acknowledgement(new Batch(0, 2), true, 200, 2, 0, 0, JOURNALED, false, Map.of()));
        assertOnly(Kind.DOUBLED, 2);
    }

    @Test
    void shouldFindDifferingContent() {
        final SortedMap<String, Object> changed = journaled(4, 14);
        changed.put("duration", new BigDecimal("-1"));
        journal.onEvent(changed);
        final SortedMap<String, Object> shortened = journaled(5, 15);
        shortened.remove("element");
        journal.onEvent(shortened);
        final SortedMap<String, Object> lengthened = journaled(6, 16);
        lengthened.put("campaign", "none was sent");
        journal.onEvent(lengthened);
        assertOnly(Kind.DIFFERING, 3);
    }

    @Test
    void shouldFindTheEventThatNobodySent() {
        final SortedMap<String, Object> strange = journaled(4, 14);
        strange.put("eventId", "e8-4");
        journal.onEvent(strange);
        assertOnly(Kind.DIFFERING, 1);
    }

    @Test
    void shouldFindTheLostDecision() {
        checker.onAcknowledgement(ack(0, 2, decision("11.0", "social_proof")));
        assertOnly(Kind.DECISION_LOST, 1);
    }

    @Test
    void shouldFindTheDoubledDecision() {
        journal.onDecision(decision(DECISION, "social_proof"));
        assertOnly(Kind.DECISION_DOUBLED, 1);
    }

    @Test
    void shouldFindTheDifferingDecision() {
        checker.onAcknowledgement(ack(2, 2, decision(DECISION, "retarget_now")));
        assertOnly(Kind.DECISION_DIFFERING, 1);
    }

    @Test
    void shouldFindTheDecisionThatCameBackToAnotherRequest() {
        checker.onAcknowledgement(ack(0, 2, decision(DECISION, "social_proof")));
        assertOnly(Kind.DECISION_DIFFERING, 1);
    }

    @Test
    void shouldFindTheDecisionThatNeverCameBack() {
        checker.onAcknowledgement(ack(2, 2));
        assertOnly(Kind.DECISION_DIFFERING, 1);
    }

    @Test
    void shouldFindRepliesThatDoNotAddUp() {
        final Batch batch = new Batch(0, 2);
        checker.onAcknowledgement(new Acknowledgement(batch, false, 200, 1, 0, 0, JOURNALED, false, Map.of()));
        checker.onAcknowledgement(new Acknowledgement(batch, false, 200, 1, 0, 1, JOURNALED, false, Map.of()));
        checker.onAcknowledgement(new Acknowledgement(batch, false, 200, 2, 0, 0, "synced", false, Map.of()));
        checker.onAcknowledgement(new Acknowledgement(batch, false, 400, 0, 0, 0, "", false, Map.of()));
        assertOnly(Kind.ODD_REPLY, 4);
    }

    private void assertOnly(final Kind kind, final long count) {
        for (final Kind each : Kind.values()) {
            assertEquals(each == kind ? count : 0, findings.count(each), each + ": " + findings.lines());
        }
    }

    private SortedMap<String, Object> journaled(final long number, final long sequence) {
        final SortedMap<String, Object> event = maker.event(number);
        event.put("sequence", FlatJson.number(Long.toString(sequence)));
        event.put("received", FlatJson.number("1700000000000"));
        return event;
    }

    private static SortedMap<String, Object> decision(final String id, final String rule) {
        return new TreeMap<>(Map.of("decisionId", id, "rule", rule));
    }

    @SafeVarargs
    private static Acknowledgement ack(final long first, final int count, final SortedMap<String, Object>... decisions) {
        final Map<String, String> returned = new LinkedHashMap<>();
        for (final SortedMap<String, Object> decision : decisions) {
            returned.put(decision.get("decisionId").toString(), decision.toString());
        }
        return new Acknowledgement(new Batch(first, count), false, 200, count, 0, 0, JOURNALED, false, returned);
    }
}
