package dev.inkling.scoring;

import dev.inkling.scoring.rules.Per;

/**
 * How often a rule may fire (SPEC 6, {@code per} and {@code cooldown}), by the time of moments. Sessions and pages belong to the visitor;
 * {@code per: visitor} and the cooldown belong to the customer when one is known, and what the same visitor was shown before
 * signing in counts as well. A rule whose {@code per} is used up simply does not match again: it is counted, not recorded.
 */
final class Cadence {
    /** It may fire. */
    static final int OPEN = 0;
    /** It has fired as often as it may. */
    static final int USED_UP = 1;
    /** It is too early, and this is the first time in the session. */
    static final int COOLING = 2;
    /** It is too early again. */
    static final int STILL_COOLING = 3;

    private final CadenceTable table;

    Cadence(final int capacity) {
        table = new CadenceTable(capacity);
    }

    CadenceTable table() {
        return table;
    }

    /** Whether a rule may fire now; a first cooling is noted. */
    int check(
        final long rule, final Per per, final long cooldownMs, final long visitor, final long customer, final long t,
        final MomentScores scores) {
        if (per == Per.NONE && cooldownMs == 0) {
            return OPEN;
        }
        final int own = table.find(visitor, rule);
        if (own != CadenceTable.NONE && isUsedUp(own, per, scores)) {
            return USED_UP;
        }
        final long firedAt = Math.max(firedAt(own), customer == 0 ? CadenceTable.NEVER : firedAt(table.find(customer, rule)));
        if (firedAt == CadenceTable.NEVER) {
            return OPEN;
        }
        if (per == Per.VISITOR) {
            return USED_UP;
        }
        return cooldownMs > 0 && t - firedAt < cooldownMs ? cooling(rule, visitor, scores.session) : OPEN;
    }

    /** Notes that a rule fired, or would have. */
    void consume(
        final long rule, final Per per, final long cooldownMs, final long visitor, final long customer, final long t,
        final MomentScores scores) {
        if (per == Per.NONE && cooldownMs == 0) {
            return;
        }
        final int own = table.findOrAdd(visitor, rule);
        table.firedSession(own, scores.session);
        table.firedPage(own, scores.page);
        final int owner = customer == 0 ? own : table.findOrAdd(customer, rule);
        table.firedAt(owner, Math.max(table.firedAt(owner), t));
    }

    private boolean isUsedUp(final int own, final Per per, final MomentScores scores) {
        return per == Per.SESSION && table.firedSession(own) == scores.session
            || per == Per.PAGE && table.firedPage(own) == scores.page;
    }

    private int cooling(final long rule, final long visitor, final long session) {
        final int own = table.findOrAdd(visitor, rule);
        if (table.coolingSession(own) == session) {
            return STILL_COOLING;
        }
        table.coolingSession(own, session);
        return COOLING;
    }

    private long firedAt(final int entry) {
        return entry == CadenceTable.NONE ? CadenceTable.NEVER : table.firedAt(entry);
    }
}
