package dev.inkling.scoring;

import dev.inkling.scoring.rules.FactPlan;
import dev.inkling.scoring.rules.FactView;
import java.util.Arrays;

/**
 * What rules want remembered of each visitor, parallel to the slots of {@link SessionTable} and laid out by a {@link FactPlan}: nothing
 * is kept that no rule asks for. Shows itself as the {@link FactView} of the visitor that {@link #present} chose. What belongs to a
 * session is forgotten when facts are first looked at in the next one, so that a session may begin without a look at them.
 *
 * <pre>
 *   words:
 *   session that the session's facts belong to
 *   facts    n x ( visitor's last, session's last, session's count | visitor's count )
 *   times    n x ( count, 15 latest times in no order )
 *   lasted   n x ( last )
 * </pre>
 */
final class FactTable implements FactView {
    /** Type of the present moment where there is none. */
    static final int NO_TYPE = -1;

    private static final int NONE = -1;
    private static final int FACTS = 1;
    private static final int FACT_WORDS = 3;
    private static final int SESSION_LAST = 1;
    private static final int FACT_COUNTS = 2;
    private static final int TIMES_WORDS = 1 + FactPlan.TIMES;

    private final FactPlan plan;
    private final int timesAt;
    private final int lastedAt;
    private final int stride;
    private final RecordStore records;
    private final int[] factOfType;
    private final int[] timesOfFact;
    /** Of each fact: where a moment of its type writes besides. */
    private final int[] fetchedOfFact;
    private long[] r;
    private int at;
    private int presentFact;

    FactTable(final FactPlan plan, final int types, final int capacity) {
        this.plan = plan;
        timesAt = FACTS + plan.factTypes().length * FACT_WORDS;
        lastedAt = timesAt + plan.timesFacts().length * TIMES_WORDS;
        stride = words(plan);
        records = new RecordStore(stride, capacity);
        factOfType = new int[types];
        Arrays.fill(factOfType, NONE);
        for (int fact = 0; fact < plan.factTypes().length; fact++) {
            factOfType[plan.factTypes()[fact]] = fact;
        }
        timesOfFact = new int[plan.factTypes().length];
        Arrays.fill(timesOfFact, NONE);
        for (int times = 0; times < plan.timesFacts().length; times++) {
            timesOfFact[plan.timesFacts()[times]] = times;
        }
        fetchedOfFact = new int[plan.factTypes().length];
        for (int fact = 0; fact < fetchedOfFact.length; fact++) {
            fetchedOfFact[fact] = timesOfFact[fact] == NONE ? fact(fact) : timesAt + timesOfFact[fact] * TIMES_WORDS;
        }
    }

    /** Bytes of a visitor's facts under a plan. */
    static int bytes(final FactPlan plan) {
        return words(plan) * Long.BYTES;
    }

    private static int words(final FactPlan plan) {
        return FACTS + plan.factTypes().length * FACT_WORDS + plan.timesFacts().length * TIMES_WORDS + plan.lastedFacts().length;
    }

    FactPlan plan() {
        return plan;
    }

    /** Whether anything is to be remembered of a type. */
    boolean asksFor(final int type) {
        return factOfType[type] != NONE;
    }

    /** Asks memory for a slot's facts of a type. Changes nothing. Returns any number, so that no compiler leaves the reading out. */
    long fetch(final int slot, final int type) {
        final int fact = factOfType[type];
        final long[] words = records.words(slot);
        final int from = records.at(slot);
        return words[from] + (fact == NONE ? 0 : words[from + fact(fact)] + words[from + fetchedOfFact[fact]]);
    }

    /** Makes a slot's record that of someone never seen. */
    void clear(final int slot) {
        choose(slot);
        Arrays.fill(r, at, at + stride, 0);
        for (int fact = 0; fact < timesOfFact.length; fact++) {
            r[at + fact(fact)] = NEVER;
            r[at + fact(fact) + SESSION_LAST] = NEVER;
        }
        Arrays.fill(r, at + lastedAt, at + stride, NEVER);
    }

    /**
     * Shows a visitor's facts.
     *
     * @param slot    of the visitor
     * @param session sequence of the moment that began the present session
     * @param type    of the present moment, or {@link #NO_TYPE}
     */
    void present(final int slot, final long session, final int type) {
        choose(slot);
        presentFact = factOf(type);
        if (r[at] != session) {
            beginSession(session);
        }
    }

    private void beginSession(final long session) {
        r[at] = session;
        for (int fact = 0; fact < timesOfFact.length; fact++) {
            r[at + fact(fact) + SESSION_LAST] = NEVER;
            r[at + fact(fact) + FACT_COUNTS] = VisitorLayout.halves(0, VisitorLayout.high(r[at + fact(fact) + FACT_COUNTS]));
        }
    }

    /** Remembers the present moment, of a type that is asked for. */
    void remember(final long t, final double duration) {
        final int fact = presentFact;
        final int factAt = at + fact(fact);
        raise(factAt, t);
        raise(factAt + SESSION_LAST, t);
        final long counts = r[factAt + FACT_COUNTS];
        r[factAt + FACT_COUNTS] =
            VisitorLayout.halves(increment(VisitorLayout.low(counts)), increment(VisitorLayout.high(counts)));
        if (timesOfFact[fact] != NONE) {
            rememberTime(at + timesAt + timesOfFact[fact] * TIMES_WORDS, t);
        }
        for (int lasted = 0; lasted < plan.lastedFacts().length; lasted++) {
            if (plan.lastedFacts()[lasted] == fact && duration >= plan.lastedSeconds()[lasted]) {
                raise(at + lastedAt + lasted, t);
            }
        }
    }

    /**
     * Takes over all that a table of the same plan knows.
     *
     * @param slotOf of each slot there: the slot here, or {@link SessionTable#NONE}
     */
    void takeOver(final FactTable other, final int[] slotOf) {
        for (int slot = 0; slot < slotOf.length; slot++) {
            if (slotOf[slot] != SessionTable.NONE) {
                choose(slotOf[slot]);
                System.arraycopy(other.records.words(slot), other.records.at(slot), r, at, stride);
            }
        }
    }

    /** Takes over what another table knows of a slot, as far as both ask for it. */
    void adopt(final int slot, final FactTable other, final int[] newTypeOfOld) {
        clear(slot);
        other.choose(slot);
        r[at] = other.r[other.at];
        for (int from = 0; from < other.timesOfFact.length; from++) {
            final int to = factOf(newTypeOfOld[other.plan.factTypes()[from]]);
            if (to != NONE) {
                System.arraycopy(other.r, other.at + fact(from), r, at + fact(to), FACT_WORDS);
                if (other.timesOfFact[from] != NONE && timesOfFact[to] != NONE) {
                    System.arraycopy(other.r, other.at + other.timesAt + other.timesOfFact[from] * TIMES_WORDS, r,
                        at + timesAt + timesOfFact[to] * TIMES_WORDS, TIMES_WORDS);
                }
                adoptLasted(other, from, to);
            }
        }
    }

    private void adoptLasted(final FactTable other, final int fromFact, final int toFact) {
        for (int from = 0; from < other.plan.lastedFacts().length; from++) {
            for (int to = 0; to < plan.lastedFacts().length; to++) {
                if (other.plan.lastedFacts()[from] == fromFact && plan.lastedFacts()[to] == toFact
                    && Double.compare(other.plan.lastedSeconds()[from], plan.lastedSeconds()[to]) == 0) {
                    r[at + lastedAt + to] = other.r[other.at + other.lastedAt + from];
                }
            }
        }
    }

    @Override
    public int sessionCount(final int fact) {
        return VisitorLayout.low(r[at + fact(fact) + FACT_COUNTS]);
    }

    @Override
    public long sessionLast(final int fact) {
        return r[at + fact(fact) + SESSION_LAST];
    }

    @Override
    public long visitorLast(final int fact) {
        return r[at + fact(fact)];
    }

    @Override
    public int visitorCount(final int timesSlot, final long since) {
        final int times = at + timesAt + timesSlot * TIMES_WORDS;
        int count = 0;
        for (int i = (int) r[times]; i > 0; i--) {
            if (r[times + i] >= since) {
                count++;
            }
        }
        return count;
    }

    @Override
    public boolean first(final int fact) {
        final int before = VisitorLayout.high(r[at + fact(fact) + FACT_COUNTS]) - (fact == presentFact ? 1 : 0);
        return before <= 0;
    }

    @Override
    public long lasted(final int lastedSlot) {
        return r[at + lastedAt + lastedSlot];
    }

    /** Saves the facts of the first slots. */
    void save(final StateOutput out, final int slots) {
        out.section("facts");
        out.putInt(stride);
        records.save(out, slots);
    }

    /** Loads the facts of the first slots, under the same plan. */
    void load(final StateInput in, final int slots) throws StateException {
        in.section("facts");
        in.getInt("words of a visitor's facts", stride, stride);
        records.load(in, slots);
        for (int slot = 0; slot < slots; slot++) {
            choose(slot);
            for (int times = timesAt; times < lastedAt; times += TIMES_WORDS) {
                if (r[at + times] < 0 || r[at + times] > FactPlan.TIMES) {
                    throw in.damaged("slot " + slot + " remembers " + r[at + times] + " times, expected 0 to " + FactPlan.TIMES);
                }
            }
        }
    }

    private void choose(final int slot) {
        r = records.words(slot);
        at = records.at(slot);
    }

    private static int fact(final int number) {
        return FACTS + number * FACT_WORDS;
    }

    private int factOf(final int type) {
        return type == NO_TYPE ? NONE : factOfType[type];
    }

    /** The latest times are kept, whatever the order they come in, so that a count within any time is right up to 15. */
    private void rememberTime(final int times, final long t) {
        final int count = (int) r[times];
        if (count < FactPlan.TIMES) {
            r[times] = count + 1;
            r[times + count + 1] = t;
            return;
        }
        int earliest = times + 1;
        for (int i = 2; i <= FactPlan.TIMES; i++) {
            if (r[times + i] < r[earliest]) {
                earliest = times + i;
            }
        }
        raise(earliest, t);
    }

    private void raise(final int index, final long t) {
        if (t > r[index]) {
            r[index] = t;
        }
    }

    private static int increment(final int count) {
        return count == Integer.MAX_VALUE ? count : count + 1;
    }
}
