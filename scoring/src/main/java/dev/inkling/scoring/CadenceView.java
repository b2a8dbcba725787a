package dev.inkling.scoring;

import dev.inkling.scoring.rules.Cap;
import dev.inkling.scoring.rules.Per;
import dev.inkling.scoring.rules.Rule;
import dev.inkling.scoring.rules.RuleSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What cadence and cohorts know of a rule and a visitor, for explanations, in the order in which they are asked: {@link Cadence#check}.
 * Changes nothing, not even the order of use. Allocates.
 */
final class CadenceView {
    private static final double MS_PER_SECOND = 1_000;
    private static final String[] FEEDBACK = {"none", "out", "shown", "refused", "engaged"};

    private final RuleSet rules;
    private final Cadence cadence;
    private final CadenceTable table;
    private final TriggerLimits limits;
    private final double holdout;

    CadenceView(final RuleSet rules, final Cadence cadence, final double holdout) {
        this.rules = rules;
        this.cadence = cadence;
        this.table = cadence.table();
        this.limits = cadence.limits();
        this.holdout = holdout;
    }

    /** What is known before the rule is asked about a match at t; times in seconds. */
    Map<String, Object> of(
        final int index, final long visitor, final long[] r, final int at, final long t, final MomentScores scores) {
        final Rule rule = rules.rule(index);
        final long customer = r[at + VisitorLayout.CUSTOMER];
        final int own = table.peek(visitor, rule.nameHash());
        final int shared = customer == 0 ? CadenceTable.NONE : table.peek(CadenceTable.customer(customer), rule.nameHash());
        final long firedAt = Math.max(firedAt(own), firedAt(shared));
        final Map<String, Object> known = new LinkedHashMap<>();
        final boolean hasFired = cadence.hasFired(index, r, at, scores.session);
        if (rule.every() > 1) {
            known.put("every", rule.every());
            known.put("matchesBefore", own == CadenceTable.NONE ? 0 : CadenceRecord.matches(table.words(own), table.at(own)));
        }
        if (rule.per() != Per.NONE) {
            known.put("per", rule.per().name().toLowerCase(Locale.ROOT));
            known.put("usedUp", hasFired || isUsedUp(rule.per(), own, firedAt, scores));
        }
        cooldown(rule, own, shared, firedAt, t, known);
        caps(rule.cap(), own, t, scores.session, known);
        if (rule.visible()) {
            visible(r, at, t, scores.session, known);
        }
        if (rule.shadow()) {
            known.put("shadow", true);
        }
        cohort(rule, visitor, known);
        return known;
    }

    private boolean isUsedUp(final Per per, final int own, final long firedAt, final MomentScores scores) {
        return switch (per) {
            case SESSION -> own != CadenceTable.NONE && CadenceRecord.firedInSession(table.words(own), table.at(own), scores.session) > 0;
            case PAGE -> own != CadenceTable.NONE && CadenceRecord.firedOnPage(table.words(own), table.at(own), scores.page);
            default -> firedAt != CadenceRecord.NEVER;
        };
    }

    private void cooldown(
        final Rule rule, final int own, final int shared, final long firedAt, final long t, final Map<String, Object> known) {
        if (firedAt != CadenceRecord.NEVER) {
            known.put("lastFiredAt", firedAt);
        }
        final int doublings = Math.max(doublings(own), doublings(shared));
        final long cooldownMs = Cadence.cooldown(rule.cooldownMs(), doublings);
        if (cooldownMs > 0) {
            known.put("cooldown", cooldownMs / MS_PER_SECOND);
            known.put("cooldownLeft", left(firedAt, t, cooldownMs));
        }
        if (doublings > 0) {
            known.put("doublings", doublings);
        }
        if (own != CadenceTable.NONE && DecisionsOut.id(table.words(own), table.at(own), 0) != 0) {
            known.put("feedback", feedback(table.words(own), table.at(own)));
        }
    }

    /** What came back on the decisions that are remembered, the oldest first. */
    private static String feedback(final long[] w, final int at) {
        final StringJoiner words = new StringJoiner(", ");
        for (int place = 0; place < DecisionsOut.MOST && DecisionsOut.id(w, at, place) != 0; place++) {
            words.add(FEEDBACK[DecisionsOut.state(w, at, place)]);
        }
        return words.toString();
    }

    private static double left(final long since, final long t, final long wholeMs) {
        return since == Long.MIN_VALUE ? 0 : Math.max(0, wholeMs - (t - since)) / MS_PER_SECOND;
    }

    private void caps(final Cap cap, final int own, final long t, final long session, final Map<String, Object> known) {
        if (cap.session() > 0) {
            known.put("capSession", cap.session());
            known.put("firedInSession",
                own == CadenceTable.NONE ? 0 : CadenceRecord.firedInSession(table.words(own), table.at(own), session));
        }
        if (cap.day() > 0) {
            known.put("capDay", cap.day());
            known.put("firedOnDay", own == CadenceTable.NONE ? 0 : CadenceRecord.firedOnDay(table.words(own), table.at(own), t));
        }
    }

    private void visible(final long[] r, final int at, final long t, final long session, final Map<String, Object> known) {
        known.put("visiblePerSession", limits.visiblePerSession());
        known.put("visibleInSession", Cadence.shown(r, at, session));
        known.put("visibleGap", limits.visibleGapMs() / MS_PER_SECOND);
        known.put("visibleGapLeft", left(r[at + VisitorLayout.VISIBLE_AT], t, limits.visibleGapMs()));
    }

    private void cohort(final Rule rule, final long visitor, final Map<String, Object> known) {
        known.put("share", Cohort.share(Cohort.begin(rule.seed()), visitor));
        known.put("treat", rule.treat());
        if (holdout > 0) {
            known.put("holdoutShare", Cohort.share(Cohort.begin(Triggers.HOLDOUT_SEED), visitor));
            known.put("holdout", holdout);
        }
    }

    private long firedAt(final int entry) {
        return entry == CadenceTable.NONE ? CadenceRecord.NEVER : CadenceRecord.firedAt(table.words(entry), table.at(entry));
    }

    private int doublings(final int entry) {
        return entry == CadenceTable.NONE ? 0 : CadenceRecord.doublings(table.words(entry), table.at(entry));
    }
}
