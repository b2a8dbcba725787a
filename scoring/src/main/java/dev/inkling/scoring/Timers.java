package dev.inkling.scoring;

import dev.inkling.scoring.rules.Rule;
import dev.inkling.scoring.rules.RuleSet;
import java.util.Arrays;

/**
 * What moments do to the timers of rules ({@code after}). A moment of a type in {@code moment} sets the rule's timer to t + idle, unless
 * the visitor has it set; whatever the visitor does at or after the t that set it moves it to t + idle, if that is later; a moment of a
 * type in {@code unless}, at or after that t, takes it back. A moment that happened before leaves it alone. One timer for each visitor and
 * rule; when the table is full another one is not set, and counted. Timers go with their visitor, and with their rule.
 */
final class Timers {
    private static final int GONE = -1;

    private final TimerTable table;
    private RuleSet rules = RuleSet.EMPTY;
    private long[] idles = {};
    private boolean[] isTimed = {};
    /** Of each rule: the only storefront it is for, or {@link Triggers#ANY}. */
    private int[] storefrontOf = {};
    private long set;
    private long takenBack;
    private long dropped;
    private long notSet;

    /**
     * No timer is set.
     *
     * @param sessions visitors
     * @param capacity most timers
     */
    Timers(final SessionTable sessions, final int capacity) {
        table = new TimerTable(sessions, capacity);
    }

    TimerTable table() {
        return table;
    }

    long set() {
        return set;
    }

    long takenBack() {
        return takenBack;
    }

    /** Timers that went with their visitor or their rule. */
    long dropped() {
        return dropped;
    }

    /** Timers that found no room. */
    long notSet() {
        return notSet;
    }

    /** Puts rules in force; a timer stays if a rule with a timer has the name of its rule. May allocate. */
    void configure(final RuleSet inForce, final int[] storefronts) {
        final int[] newRuleOf = newRules(inForce);
        for (int timer = table.size() - 1; timer >= 0; timer--) {
            if (newRuleOf[table.rule(timer)] == GONE) {
                table.remove(timer);
                dropped++;
            }
        }
        rules = inForce;
        storefrontOf = storefronts.clone();
        idles = new long[inForce.size()];
        isTimed = new boolean[inForce.size()];
        final int[] ranks = new int[inForce.size()];
        for (int rank = 0; rank < inForce.timed().length; rank++) {
            final int rule = inForce.timed()[rank];
            ranks[rule] = rank;
            isTimed[rule] = true;
            idles[rule] = inForce.rule(rule).after().idleMs();
        }
        table.renumber(ranks, newRuleOf);
    }

    private int[] newRules(final RuleSet inForce) {
        final int[] newRuleOf = new int[rules.size()];
        for (int old = 0; old < newRuleOf.length; old++) {
            final Rule before = rules.rule(old);
            newRuleOf[old] = Arrays.stream(inForce.timed())
                .filter(rule -> inForce.rule(rule).nameHash() == before.nameHash())
                .findFirst().orElse(GONE);
        }
        return newRuleOf;
    }

    /** Whether a moment of a type, by a visitor with a record, has anything to do with timers. */
    boolean concerns(final long[] r, final int at, final int type) {
        return VisitorLayout.high(r[at + VisitorLayout.FLAGS]) != 0 || rules.setBy(type).length != 0;
    }

    /** A moment that is not late, by a visitor in a slot. */
    void onMoment(final int slot, final Moment moment, final int type) {
        final long t = moment.occurred;
        final int[] takenBackBy = rules.takenBackBy(type);
        int timer = table.first(slot);
        while (timer != TimerTable.NONE) {
            final int rule = table.rule(timer);
            if (t >= table.setAt(timer) && contains(takenBackBy, rule)) {
                takenBack++;
                timer = table.remove(timer);
                continue;
            }
            if (t >= table.setAt(timer)) {
                table.postpone(timer, t + idles[rule]);
            }
            timer = table.next(timer);
        }
        final int[] setBy = rules.setBy(type);
        for (int i = 0; i < setBy.length; i++) {
            final int rule = setBy[i];
            if (storefrontOf[rule] == Triggers.ANY || storefrontOf[rule] == moment.storefront) {
                set(slot, rule, t);
            }
        }
    }

    private void set(final int slot, final int rule, final long t) {
        final int timer = table.find(slot, rule);
        if (timer != TimerTable.NONE) {
            table.setAt(timer, Math.max(table.setAt(timer), t));
        } else if (table.isFull()) {
            notSet++;
        } else {
            table.add(slot, rule, t, t + idles[rule]);
            set++;
        }
    }

    private static boolean contains(final int[] some, final int rule) {
        for (int i = 0; i < some.length; i++) {
            if (some[i] == rule) {
                return true;
            }
        }
        return false;
    }

    /** A visitor goes. */
    void forget(final int slot) {
        int timer = table.first(slot);
        while (timer != TimerTable.NONE) {
            timer = table.remove(timer);
            dropped++;
        }
    }

    /** Saves timers and counts. */
    void save(final StateOutput out) {
        table.save(out);
        out.putLong(set);
        out.putLong(takenBack);
        out.putLong(dropped);
        out.putLong(notSet);
    }

    /** Loads under the rules that were in force; the visitors are loaded already. */
    void load(final StateInput in) throws StateException {
        table.load(in, isTimed);
        set = in.getLong();
        takenBack = in.getLong();
        dropped = in.getLong();
        notSet = in.getLong();
    }
}
