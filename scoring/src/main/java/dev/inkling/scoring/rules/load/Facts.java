package dev.inkling.scoring.rules.load;

import java.util.ArrayList;
import java.util.List;

import dev.inkling.scoring.rules.FactPlan;
import dev.inkling.scoring.rules.LookBack;
import dev.inkling.scoring.rules.RuleException;

/** Collects what rules must have remembered, each thing once, in the order in which the rules first name it. */
final class Facts {
    private final List<Integer> types = new ArrayList<>();
    private final List<Integer> times = new ArrayList<>();
    private final List<Integer> lastedFacts = new ArrayList<>();
    private final List<Double> lastedSeconds = new ArrayList<>();
    private LookBack lookBack = LookBack.NONE;

    /** Fact index of a type, -1 when there is no room. */
    int fact(final int type) {
        return indexOf(types, type);
    }

    /** Slot of a fact's list of times. */
    int times(final int fact) {
        return indexOf(times, fact);
    }

    /** Slot of a fact and a duration, -1 when there is no room. */
    int lasted(final int fact, final double seconds) {
        for (int i = 0; i < lastedFacts.size(); i++) {
            if (lastedFacts.get(i) == fact && lastedSeconds.get(i) == seconds) {
                return i;
            }
        }
        if (lastedFacts.size() == FactPlan.MAX_FACTS) {
            return -1;
        }
        lastedFacts.add(fact);
        lastedSeconds.add(seconds);
        return lastedFacts.size() - 1;
    }

    /**
     * Notes that a rule looks back, or waits.
     *
     * @param ms    so long
     * @param place a mistake there, which there is not: it knows where that is
     */
    void lookBack(final long ms, final RuleException place) {
        if (ms > lookBack.ms()) {
            lookBack = new LookBack(ms, place.line(), place.column());
        }
    }

    /** The longest of them. */
    LookBack lookBack() {
        return lookBack;
    }

    FactPlan plan() {
        return new FactPlan(ints(types), ints(times), ints(lastedFacts),
            lastedSeconds.stream().mapToDouble(seconds -> seconds).toArray());
    }

    private static int indexOf(final List<Integer> list, final int value) {
        final int found = list.indexOf(value);
        if (found >= 0) {
            return found;
        }
        if (list.size() == FactPlan.MAX_FACTS) {
            return -1;
        }
        list.add(value);
        return list.size() - 1;
    }

    private static int[] ints(final List<Integer> list) {
        return list.stream().mapToInt(value -> value).toArray();
    }
}
