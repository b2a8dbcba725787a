package dev.inkling.perf.crash;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.inkling.perf.crash.Findings.Kind;

/** Holds each acknowledgement against what the journal has. */
final class Checker {
    private static final int OK = 200;

    private final JournalContent journal;
    private final String durability;
    private final Findings findings;
    /** Events acknowledged, so that each is looked for once. */
    private final Set<Long> acknowledged = new HashSet<>();
    private final Set<DecisionKey> decisionsReturned = new HashSet<>();

    /**
     * A checker.
     *
     * @param journal    as it was read
     * @param durability that every reply must promise
     * @param findings   takes what is wrong
     */
    Checker(final JournalContent journal, final String durability, final Findings findings) {
        this.journal = journal;
        this.durability = durability;
        this.findings = findings;
    }

    void onAcknowledgement(final Acknowledgement ack) {
        if (ack.status() != OK || ack.rejected() != 0 || ack.accepted() + ack.duplicates() != ack.batch().count()
            || !ack.durability().equals(durability)) {
            findings.add(Kind.ODD_REPLY, ack.toString());
            return;
        }
        if (ack.again() && ack.accepted() > 0) {
            findings.add(Kind.DOUBLED, ack.accepted(), "accepted though acknowledged before: " + ack);
        }
        final Set<Long> sequences = new HashSet<>();
        for (long number = ack.batch().first(); number < ack.batch().end(); number++) {
            final Long sequence = journal.sequence(number);
            if (sequence != null) {
                sequences.add(sequence);
            }
            if (acknowledged.add(number) && sequence == null) {
                findings.add(Kind.LOST, "event " + number + " of the seed was acknowledged and is not in the journal");
            }
        }
        onDecisions(ack, sequences);
    }

    private void onDecisions(final Acknowledgement ack, final Set<Long> sequences) {
        final Set<DecisionKey> returned = new HashSet<>();
        for (final Map.Entry<String, String> entry : ack.decisions().entrySet()) {
            final DecisionKey key = DecisionKey.of(entry.getKey());
            returned.add(key);
            decisionsReturned.add(key);
            final String journaled = journal.decision(key);
            if (journaled == null) {
                findings.add(Kind.DECISION_LOST, "decision " + key + " was returned and is not in the journal");
            } else if (!journaled.equals(entry.getValue())) {
                findings.add(Kind.DECISION_DIFFERING, "returned " + entry.getValue() + ", journaled " + journaled);
            } else if (!sequences.contains(key.sequence())) {
                findings.add(Kind.DECISION_DIFFERING, "decision " + key + " was returned to " + ack.batch() + ", which did not cause it");
            }
        }
        // The reply to a duplicate has decisions only while they are at hand.
        if (ack.duplicates() == 0 && !ack.truncated()) {
            for (final long sequence : sequences) {
                for (final DecisionKey key : journal.decisionsOf(sequence)) {
                    if (!returned.contains(key)) {
                        findings.add(Kind.DECISION_DIFFERING, "decision " + key + " was not returned to " + ack.batch());
                    }
                }
            }
        }
    }

    long acknowledged() {
        return acknowledged.size();
    }

    long decisionsReturned() {
        return decisionsReturned.size();
    }
}
