package dev.inkling.scoring;

import dev.inkling.scoring.rules.RuleSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Tells what a moment did to its visitor's timers, for explanations: how they stood before, and what {@link Timers#onMoment} left. Changes
 * nothing beyond that. Allocates.
 */
final class TimersView {
    private final Timers timers;
    private final TimerTable table;
    private final RuleSet rules;
    private final int[] storefrontOf;
    private final int slot;
    private final List<Pending> before;

    /** When a timer was set and is due; nulls where there is none. */
    private record Pending(Long setAt, Long due) {
    }

    TimersView(final Timers timers, final RuleSet rules, final int[] storefrontOf, final int slot) {
        this.timers = timers;
        this.table = timers.table();
        this.rules = rules;
        this.storefrontOf = storefrontOf;
        this.slot = slot;
        before = pending();
    }

    /** Has the timers told of a moment, and an explainer of what came of it, in the order of the rules. */
    void onMoment(final Moment moment, final int type, final Explainer explainer) {
        timers.onMoment(slot, moment, type);
        final List<Pending> after = pending();
        for (int i = 0; i < before.size(); i++) {
            final int rule = rules.timed()[i];
            final Pending was = before.get(i);
            final Pending is = after.get(i);
            if (was.due != null || is.due != null) {
                final Map<String, Object> told = new LinkedHashMap<>();
                told.put("timer", what(was, is));
                told.put("setAt", is.due == null ? was.setAt : is.setAt);
                if (is.due != null && was.due != null && !was.due.equals(is.due)) {
                    told.put("dueBefore", was.due);
                }
                told.put("due", is.due == null ? was.due : is.due);
                explainer.timer(rules.rule(rule), told);
            } else if (has(rules.setBy(type), rule)) {
                final boolean isForAnother = storefrontOf[rule] != Triggers.ANY && storefrontOf[rule] != moment.storefront;
                explainer.timer(rules.rule(rule), Map.of("timer", isForAnother ? "other_storefront" : "no_room"));
            }
        }
    }

    private static String what(final Pending was, final Pending is) {
        if (is.due == null) {
            return "taken_back";
        }
        if (was.due == null) {
            return "set";
        }
        return was.equals(is) ? "pending" : "moved";
    }

    /** Of each timed rule, in order. */
    private List<Pending> pending() {
        final List<Pending> all = new ArrayList<>();
        for (final int rule : rules.timed()) {
            final int timer = table.find(slot, rule);
            final boolean isSet = timer != TimerTable.NONE && table.isSet(timer);
            all.add(isSet ? new Pending(table.setAt(timer), table.due(timer)) : new Pending(null, null));
        }
        return all;
    }

    private static boolean has(final int[] some, final int rule) {
        return IntStream.of(some).anyMatch(one -> one == rule);
    }
}
