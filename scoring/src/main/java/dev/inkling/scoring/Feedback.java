package dev.inkling.scoring;

/**
 * What comes back on decisions that went out (SPEC 6), and what it does to the cooldown of their rule. Of each visitor and rule up to four
 * of them are remembered: see {@link DecisionsOut}. Each is refused at most once, by being dismissed, or by having been shown
 * {@code ignored_ms} or more ago while nothing came back. That is noticed at the visitor's next match of the rule, and before anything
 * that comes back on another one of them does what it does.
 *
 * <p>Two refusals in a row double the cooldown, and engagement sets it back. Refusals are the customer's when one is known at the time.
 * What comes back may come from another visitor of the customer: one whose customer is that of the visitor to whom the decision went, now
 * or when the latest of the rule's went out to her.
 */
final class Feedback {
    private static final int NONE = CadenceTable.NONE;

    private final CadenceTable table;
    private final SessionTable sessions;
    private final TriggerCounts counts;
    private long ignoredMs;

    Feedback(final CadenceTable table, final SessionTable sessions, final TriggerCounts counts, final long ignoredMs) {
        this.table = table;
        this.sessions = sessions;
        this.counts = counts;
        this.ignoredMs = ignoredMs;
    }

    void adopt(final long otherIgnoredMs) {
        ignoredMs = otherIgnoredMs;
    }

    /** A decision went out to a visitor, whose entry of its rule is given; her customer is 0 when none is known. */
    void onDecision(final int own, final long decision, final long t, final long customer) {
        table.remember(own, decision, t, ignoredMs);
        CadenceRecord.customer(table.words(own), table.at(own), customer);
    }

    /**
     * Looks whether decisions were ignored, before a match of their rule is decided on.
     *
     * @param own      entry of the visitor and the rule; another one may be there afterwards if true is returned
     * @param t        of the match
     * @param customer of the visitor, 0 for none
     * @return whether any was
     */
    boolean isAnyIgnored(final int own, final long t, final long customer) {
        final int ignored = DecisionsOut.ignore(table.words(own), table.at(own), t, ignoredMs);
        if (ignored > 0) {
            counts.ignored += ignored;
            refuse(own, customer, ignored);
        }
        return ignored > 0;
    }

    /**
     * Something came back on a decision. What names no decision that is remembered of this visitor or customer is passed over, as is what
     * says nothing new: being shown or dismissed counts once, and neither after an engagement; engagement counts once, after a refusal too.
     *
     * @param role     what came back
     * @param visitor  key of whom it came from
     * @param r        words that hold her record
     * @param at       where it begins
     * @param decision sequence and ordinal, as in {@link Moment#decision}
     * @param t        when
     */
    void onFeedback(final Role role, final long visitor, final long[] r, final int at, final long decision, final long t) {
        final long customer = r[at + VisitorLayout.CUSTOMER];
        final int entry = table.findDecision(decision);
        if (entry == NONE || !isOf(entry, visitor, customer)) {
            counts.feedbackUnused++;
            return;
        }
        table.touch(entry);
        final long[] w = table.words(entry);
        final int from = table.at(entry);
        final int ignored = DecisionsOut.ignore(w, from, t, ignoredMs);
        counts.ignored += ignored;
        final int place = DecisionsOut.find(w, from, decision);
        final boolean isNew = isNew(role, DecisionsOut.state(w, from, place));
        counts.feedbackTaken += isNew ? 1 : 0;
        counts.feedbackUnused += isNew ? 0 : 1;
        int refusals = ignored;
        if (isNew && role == Role.TRIGGER_SHOWN) {
            DecisionsOut.show(w, from, place, t);
            lookAgain(CadenceRecord.owner(w, from), visitor, r, at);
        } else if (isNew && role == Role.TRIGGER_DISMISSED) {
            DecisionsOut.answer(w, from, place, DecisionsOut.REFUSED);
            refusals++;
        } else if (isNew) {
            DecisionsOut.answer(w, from, place, DecisionsOut.ENGAGED);
            engage(entry, visitor, customer);
            // What was refused before comes to nothing.
            return;
        }
        if (refusals > 0) {
            refuse(entry, customer, refusals);
        }
    }

    private boolean isOf(final int entry, final long visitor, final long customer) {
        final long[] w = table.words(entry);
        final int at = table.at(entry);
        final long owner = CadenceRecord.owner(w, at);
        return owner == visitor || customer != 0 && (CadenceRecord.customer(w, at) == customer || customerOf(owner) == customer);
    }

    private long customerOf(final long visitor) {
        final int slot = sessions.find(visitor);
        return slot == SessionTable.NONE ? 0 : sessions.words(slot)[sessions.at(slot) + VisitorLayout.CUSTOMER];
    }

    private static boolean isNew(final Role role, final int state) {
        return role == Role.TRIGGER_SHOWN ? state == DecisionsOut.OUT
            : role == Role.TRIGGER_DISMISSED ? state < DecisionsOut.REFUSED : state < DecisionsOut.ENGAGED;
    }

    /** A decision of the owner is shown: no record of hers may say by itself what becomes of a match, {@link Cadence#hasFired}. */
    private void lookAgain(final long owner, final long visitor, final long[] r, final int at) {
        if (owner == visitor) {
            r[at + VisitorLayout.FIRED] = 0;
            return;
        }
        final int slot = sessions.find(owner);
        if (slot != SessionTable.NONE) {
            sessions.words(slot)[sessions.at(slot) + VisitorLayout.FIRED] = 0;
        }
    }

    /** So many more refusals in a row; an entry made for the customer may take the place of the one in hand. */
    private void refuse(final int own, final long customer, final int refusals) {
        final int owner = customer == 0 ? own
            : table.findOrAdd(CadenceTable.customer(customer), CadenceRecord.rule(table.words(own), table.at(own)));
        for (int i = 0; i < refusals; i++) {
            counts.doubled += CadenceRecord.refuse(table.words(owner), table.at(owner)) ? 1 : 0;
        }
    }

    /** The cooldown is the rule's own again: for the visitor to whom the decision went, the one who engaged, and their customer. */
    private void engage(final int entry, final long visitor, final long customer) {
        final long[] w = table.words(entry);
        final int at = table.at(entry);
        final long rule = CadenceRecord.rule(w, at);
        CadenceRecord.engage(w, at);
        if (CadenceRecord.owner(w, at) != visitor) {
            engage(table.find(visitor, rule));
        }
        if (customer != 0) {
            engage(table.find(CadenceTable.customer(customer), rule));
        }
    }

    private void engage(final int entry) {
        if (entry != NONE) {
            CadenceRecord.engage(table.words(entry), table.at(entry));
        }
    }
}
