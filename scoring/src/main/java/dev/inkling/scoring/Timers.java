package dev.inkling.scoring;

import dev.inkling.scoring.rules.Rule;
import dev.inkling.scoring.rules.RuleSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What moments do to the timers of rules ({@code after}). A moment of a type in {@code moment} sets the rule's timer, which is due when the
 * visitor has done nothing for {@code idle}: that long after the latest of all her moments, whichever that is by then. A moment of a type
 * in {@code unless}, at or after the t that set it last, takes it back. One timer for each visitor and rule; when the table is full another
 * one is not set, and counted. A timer keeps the idle time it was set with until it is set again. Timers go with their visitor, and with
 * their rule.
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

    /** Tells what a moment does to timers: to be asked for before the visitor's record knows of the moment. */
    TimersView view(final int slot) {
        return new TimersView(this, rules, storefrontOf, slot);
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
        for (int timer = 0; timer < table.fresh(); timer++) {
            if (table.slot(timer) != TimerTable.NONE && newRuleOf[table.rule(timer)] == GONE) {
                drop(timer);
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

    /** Whether a moment of a type, by a visitor with a record, sets a timer or may take one back. */
    boolean concerns(final long[] r, final int at, final int type) {
        return rules.setBy(type).length != 0
            || rules.takenBackBy(type).length != 0 && VisitorLayout.high(r[at + VisitorLayout.FLAGS]) != 0;
    }

    /** A moment that is not late, by a visitor in a slot whose record knows of it. */
    void onMoment(final int slot, final Moment moment, final int type) {
        final long t = moment.occurred;
        final int[] takenBackBy = rules.takenBackBy(type);
        for (int i = 0; i < takenBackBy.length; i++) {
            final int timer = table.find(slot, takenBackBy[i]);
            if (timer != TimerTable.NONE && table.isSet(timer) && t >= table.setAt(timer)) {
                table.takeBack(timer);
                takenBack++;
            }
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
        long setAt = t;
        if (timer != TimerTable.NONE && table.isSet(timer)) {
            setAt = Math.max(table.setAt(timer), t);
            table.setAt(timer, setAt);
            if (table.idle(timer) == idles[rule]) {
                return;
            }
            // Other rules are in force than when it was set.
            table.takeBack(timer);
            set--;
        }
        if (table.set(slot, rule, setAt, idles[rule])) {
            set++;
        } else {
            notSet++;
        }
    }

    /** A visitor goes. */
    void forget(final int slot) {
        int timer = table.first(slot);
        while (timer != TimerTable.NONE) {
            final int next = table.next(timer);
            drop(timer);
            timer = next;
        }
    }

    private void drop(final int timer) {
        dropped += table.isSet(timer) ? 1 : 0;
        table.drop(timer);
    }

    /**
     * Takes over from another with the same rules; the visitors are here already. Where not all timers have room, those due first stay.
     *
     * @param slotOf of each slot there: the slot here, or {@link SessionTable#NONE}
     */
    void takeOver(final Timers other, final int[] slotOf) {
        final TimerTable from = other.table;
        final Comparator<Integer> order = Comparator.<Integer>comparingLong(from::due).thenComparingInt(from::rank)
            .thenComparingInt(from::slot);
        final List<Integer> kept = IntStream.range(0, from.fresh())
            .filter(timer -> from.isSet(timer) && slotOf[from.slot(timer)] != SessionTable.NONE)
            .boxed().sorted(order).limit(table.capacity()).toList();
        table.peek(from.nearMs());
        for (final int timer : kept) {
            table.set(slotOf[from.slot(timer)], from.rule(timer), from.setAt(timer), from.idle(timer));
        }
        set = other.set;
        takenBack = other.takenBack;
        dropped = other.dropped + from.size() - kept.size();
        notSet = other.notSet;
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
