package dev.inkling.scoring;

import dev.inkling.scoring.rules.Per;
import dev.inkling.scoring.rules.Rule;
import dev.inkling.scoring.rules.RuleSet;

/**
 * How often rules may fire (SPEC 6), by the time of moments. A match is asked about in the order of {@link CadenceVerdict}: {@code every},
 * {@code per}, {@code cooldown}, {@code cap}, and for what the shopper sees, a rule in shadow too, the budget of all visible rules.
 * Whatever fires consumes, held out or not, and a rule in shadow all but the visible budget.
 *
 * <p>Sessions, pages, days, every n-th and the visible budget belong to the visitor; {@code per: visitor} and the cooldown belong to the
 * customer when one is known, and what the same visitor was shown before signing in counts as well. Time that goes back has not passed.
 *
 * <p>The cooldown follows what comes back on decisions that went out: see {@link Feedback}. Two refusals in a row double it, from 10 min if
 * it is 0, up to 30 days, and engagement sets it back. The larger factor of visitor and customer counts.
 */
final class Cadence {
    /** What doubles when a rule has no cooldown, ms. */
    static final long LEAST_DOUBLED_MS = 600_000;
    /** What doubling leads to at most, ms; a longer cooldown stays what it is. */
    static final long MOST_DOUBLED_MS = 30L * 86_400_000;

    private static final int NONE = CadenceTable.NONE;

    private final CadenceTable table;
    private final Feedback feedback;
    private TriggerLimits limits;
    private long[] names;
    private int[] every;
    private Per[] pers;
    private long[] cooldowns;
    private int[] sessionCaps;
    private int[] dayCaps;
    private boolean[] visible;
    private boolean[] shadow;
    /** Of each rule: its bit in {@link VisitorLayout#FIRED}, 0 when it has none. */
    private long[] bits;
    /** Stands for the order of the rules in force, that bits are numbered by. */
    private int numbering;
    /** Entry that the last {@link #check} found, for what is done about its verdict. */
    private int checked;

    Cadence(final EngineSettings settings, final SessionTable sessions, final TriggerCounts counts) {
        table = new CadenceTable(settings.cadence());
        limits = settings.limits();
        feedback = new Feedback(table, sessions, counts, limits.ignoredMs());
    }

    CadenceTable table() {
        return table;
    }

    Feedback feedback() {
        return feedback;
    }

    TriggerLimits limits() {
        return limits;
    }

    /** Puts other limits in force; the table stays. */
    void adopt(final TriggerLimits others) {
        limits = others;
        feedback.adopt(others.ignoredMs());
    }

    void configure(final RuleSet rules) {
        final int size = rules.size();
        names = new long[size];
        every = new int[size];
        pers = new Per[size];
        cooldowns = new long[size];
        sessionCaps = new int[size];
        dayCaps = new int[size];
        visible = new boolean[size];
        shadow = new boolean[size];
        bits = new long[size];
        numbering = 1;
        for (int i = 0; i < size; i++) {
            final Rule rule = rules.rule(i);
            names[i] = rule.nameHash();
            every[i] = rule.every();
            pers[i] = rule.per();
            cooldowns[i] = rule.cooldownMs();
            sessionCaps[i] = unbounded(rule.cap().session());
            dayCaps[i] = unbounded(rule.cap().day());
            visible[i] = rule.visible();
            shadow[i] = rule.shadow();
            bits[i] = i < Long.SIZE && every[i] == 1 && pers[i] == Per.SESSION ? 1L << i : 0;
            numbering = 31 * numbering + Long.hashCode(names[i]);
        }
    }

    private static int unbounded(final int cap) {
        return cap == 0 ? Integer.MAX_VALUE : cap;
    }

    /**
     * Whether a rule that matched may fire. Counts the match, and looks whether decisions were ignored; changes nothing else.
     *
     * @param rule    its index
     * @param visitor key
     * @param r       words that hold the visitor's record
     * @param at      where it begins
     * @param t       of the match
     * @param scores  tell session and page
     */
    CadenceVerdict check(final int rule, final long visitor, final long[] r, final int at, final long t, final MomentScores scores) {
        return hasFired(rule, r, at, scores.session) ? CadenceVerdict.USED_UP : ask(rule, visitor, r, at, t, scores);
    }

    /**
     * Whether the visitor's record alone says that a rule is used up in a session: what most matches come to, without a look at the table.
     * It does not say so while any decision of the rule is shown that nothing came back on, since that may yet be ignored.
     */
    boolean hasFired(final int rule, final long[] r, final int at, final long session) {
        return r[at + VisitorLayout.FIRINGS_SESSION] == session && (r[at + VisitorLayout.FIRED] & bits[rule]) != 0
            && VisitorLayout.high(r[at + VisitorLayout.VISIBLE_COUNT]) == numbering;
    }

    private CadenceVerdict ask(final int rule, final long visitor, final long[] r, final int at, final long t, final MomentScores scores) {
        final long customer = r[at + VisitorLayout.CUSTOMER];
        int own = table.find(visitor, names[rule]);
        if (own != NONE && feedback.isAnyIgnored(own, t, customer)) {
            own = table.find(visitor, names[rule]);
        }
        if (every[rule] > 1) {
            own = own == NONE ? table.add(visitor, names[rule]) : own;
            checked = own;
            if (!CadenceRecord.isNth(table.words(own), table.at(own), every[rule])) {
                return CadenceVerdict.PASSED_OVER;
            }
        }
        checked = own;
        if (own != NONE && isUsedUp(own, pers[rule], scores)) {
            noteFired(rule, own, r, at, scores.session);
            return CadenceVerdict.USED_UP;
        }
        if (own != NONE || customer != 0) {
            final int shared = customer == 0 ? NONE : table.find(CadenceTable.customer(customer), names[rule]);
            final long firedAt = Math.max(firedAt(own), firedAt(shared));
            if (firedAt != CadenceRecord.NEVER) {
                if (pers[rule] == Per.VISITOR) {
                    return CadenceVerdict.USED_UP;
                }
                final long cooldown = cooldown(cooldowns[rule], Math.max(doublings(own), doublings(shared)));
                if (cooldown > 0 && t - firedAt < cooldown) {
                    return CadenceVerdict.COOLDOWN;
                }
            }
        }
        final CadenceVerdict capped = own == NONE ? CadenceVerdict.OPEN : capped(rule, own, t, scores.session);
        return capped == CadenceVerdict.OPEN && visible[rule] ? visible(r, at, t, scores.session) : capped;
    }

    private boolean isUsedUp(final int own, final Per per, final MomentScores scores) {
        final long[] w = table.words(own);
        final int at = table.at(own);
        return per == Per.SESSION && CadenceRecord.firedInSession(w, at, scores.session) > 0
            || per == Per.PAGE && CadenceRecord.firedOnPage(w, at, scores.page);
    }

    private CadenceVerdict capped(final int rule, final int own, final long t, final long session) {
        final long[] w = table.words(own);
        final int at = table.at(own);
        if (CadenceRecord.firedInSession(w, at, session) >= sessionCaps[rule]) {
            return CadenceVerdict.CAP_SESSION;
        }
        return CadenceRecord.firedOnDay(w, at, t) >= dayCaps[rule] ? CadenceVerdict.CAP_DAY : CadenceVerdict.OPEN;
    }

    private CadenceVerdict visible(final long[] r, final int at, final long t, final long session) {
        if (shown(r, at, session) >= limits.visiblePerSession()) {
            return CadenceVerdict.VISIBLE_SESSION;
        }
        final long last = r[at + VisitorLayout.VISIBLE_AT];
        return last != VisitorLayout.NEVER && limits.visibleGapMs() > 0 && t - last < limits.visibleGapMs()
            ? CadenceVerdict.VISIBLE_GAP : CadenceVerdict.OPEN;
    }

    /** Firings of visible rules in a session. */
    static int shown(final long[] r, final int at, final long session) {
        return r[at + VisitorLayout.FIRINGS_SESSION] == session ? VisitorLayout.low(r[at + VisitorLayout.VISIBLE_COUNT]) : 0;
    }

    /** Has the visitor's record say that a rule fired, if that is the end of it in this session. */
    private void noteFired(final int rule, final int own, final long[] r, final int at, final long session) {
        enter(r, at, session);
        if (!DecisionsOut.isAnyShown(table.words(own), table.at(own))) {
            r[at + VisitorLayout.FIRED] |= bits[rule];
        }
    }

    /** Has the words of firings speak of a session, by the rules in force. */
    private void enter(final long[] r, final int at, final long session) {
        final int shown = shown(r, at, session);
        if (r[at + VisitorLayout.FIRINGS_SESSION] != session || VisitorLayout.high(r[at + VisitorLayout.VISIBLE_COUNT]) != numbering) {
            r[at + VisitorLayout.FIRINGS_SESSION] = session;
            r[at + VisitorLayout.VISIBLE_COUNT] = VisitorLayout.halves(shown, numbering);
            r[at + VisitorLayout.FIRED] = 0;
        }
    }

    /** A cooldown after some doublings, ms. */
    static long cooldown(final long ownMs, final int doublings) {
        if (doublings == 0) {
            return ownMs;
        }
        final long from = ownMs == 0 ? LEAST_DOUBLED_MS : ownMs;
        final long most = Math.max(from, MOST_DOUBLED_MS);
        return from > most >> doublings ? most : from << doublings;
    }

    /** Whether what {@link #check} has just said is to be recorded: once for each reason in a session. */
    boolean tell(final int rule, final long visitor, final long session, final CadenceVerdict verdict) {
        final int own = checked == NONE ? table.add(visitor, names[rule]) : checked;
        return CadenceRecord.tell(table.words(own), table.at(own), session, verdict.reason());
    }

    /**
     * A rule fires, or would but for its cohort: {@link #check} has just said so.
     *
     * @param rule     its index
     * @param visitor  key
     * @param r        words that hold the visitor's record
     * @param at       where it begins
     * @param t        of the match
     * @param scores   tell session and page
     * @param decision that goes out, 0 when it is held out
     */
    void consume(
        final int rule, final long visitor, final long[] r, final int at, final long t, final MomentScores scores, final long decision) {
        final int own = checked == NONE ? table.add(visitor, names[rule]) : checked;
        CadenceRecord.fire(table.words(own), table.at(own), scores.session, scores.page, t);
        final long customer = r[at + VisitorLayout.CUSTOMER];
        if (decision != 0 && !shadow[rule]) {
            feedback.onDecision(own, decision, t, customer);
        }
        noteFired(rule, own, r, at, scores.session);
        final int owner = customer == 0 ? own : table.findOrAdd(CadenceTable.customer(customer), names[rule]);
        CadenceRecord.firedAt(table.words(owner), table.at(owner), t);
        if (visible[rule] && !shadow[rule]) {
            r[at + VisitorLayout.VISIBLE_COUNT] = VisitorLayout.halves(shown(r, at, scores.session) + 1, numbering);
            r[at + VisitorLayout.VISIBLE_AT] = Math.max(r[at + VisitorLayout.VISIBLE_AT], t);
        }
    }

    private long firedAt(final int entry) {
        return entry == NONE ? CadenceRecord.NEVER : CadenceRecord.firedAt(table.words(entry), table.at(entry));
    }

    private int doublings(final int entry) {
        return entry == NONE ? 0 : CadenceRecord.doublings(table.words(entry), table.at(entry));
    }
}
