package dev.inkling.scoring;

import dev.inkling.scoring.rules.FactPlan;
import dev.inkling.scoring.rules.FactView;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What rules want remembered of each visitor, parallel to the slots of {@link SessionTable} and laid out by a {@link FactPlan}: nothing
 * is kept that no rule asks for. Shows itself as the {@link FactView} of the visitor that {@link #present} chose.
 *
 * <pre>
 *   facts    n x ( 0 visitor's last  8 session's last  16 session's count  20 visitor's count )   24 bytes
 *   times    n x ( 0 count           8 15 latest times, in no order )                            128 bytes
 *   lasted   n x ( 0 last )                                                                        8 bytes
 * </pre>
 */
final class FactTable implements FactView {
    private static final int NONE = -1;
    private static final int FACT_BYTES = 24;
    private static final int SESSION_LAST = 8;
    private static final int SESSION_COUNT = 16;
    private static final int VISITOR_COUNT = 20;
    private static final int TIMES_BYTES = 8 + 8 * FactPlan.TIMES;
    private static final int LASTED_BYTES = 8;

    private final FactPlan plan;
    private final int timesAt;
    private final int lastedAt;
    private final int stride;
    private final RecordStore records;
    private final int[] factOfType;
    private final int[] timesOfFact;
    private UnsafeBuffer record;
    private int at;
    private int presentFact;

    FactTable(final FactPlan plan, final int types, final int capacity) {
        this.plan = plan;
        timesAt = plan.factTypes().length * FACT_BYTES;
        lastedAt = timesAt + plan.timesFacts().length * TIMES_BYTES;
        stride = bytes(plan);
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
    }

    /** Bytes of a visitor's facts under a plan. */
    static int bytes(final FactPlan plan) {
        return plan.factTypes().length * FACT_BYTES + plan.timesFacts().length * TIMES_BYTES
            + plan.lastedFacts().length * LASTED_BYTES;
    }

    FactPlan plan() {
        return plan;
    }

    /** Whether anything is to be remembered of a type. */
    boolean asksFor(final int type) {
        return factOfType[type] != NONE;
    }

    /** Makes a slot's record that of someone never seen. */
    void clear(final int slot) {
        choose(slot);
        record.setMemory(at, stride, (byte) 0);
        for (int fact = 0; fact < timesOfFact.length; fact++) {
            record.putLong(at + fact * FACT_BYTES, NEVER);
            record.putLong(at + fact * FACT_BYTES + SESSION_LAST, NEVER);
        }
        for (int lasted = 0; lasted < plan.lastedFacts().length; lasted++) {
            record.putLong(at + lastedAt + lasted * LASTED_BYTES, NEVER);
        }
    }

    /** Forgets what belongs to the session before. */
    void beginSession(final int slot) {
        choose(slot);
        for (int fact = 0; fact < timesOfFact.length; fact++) {
            record.putLong(at + fact * FACT_BYTES + SESSION_LAST, NEVER);
            record.putInt(at + fact * FACT_BYTES + SESSION_COUNT, 0);
        }
    }

    /** Remembers a moment of a type that is asked for. */
    void remember(final int slot, final int type, final long t, final double duration) {
        choose(slot);
        final int fact = factOfType[type];
        final int factAt = at + fact * FACT_BYTES;
        raise(factAt, t);
        raise(factAt + SESSION_LAST, t);
        record.putInt(factAt + SESSION_COUNT, increment(record.getInt(factAt + SESSION_COUNT)));
        record.putInt(factAt + VISITOR_COUNT, increment(record.getInt(factAt + VISITOR_COUNT)));
        if (timesOfFact[fact] != NONE) {
            rememberTime(at + timesAt + timesOfFact[fact] * TIMES_BYTES, t);
        }
        for (int lasted = 0; lasted < plan.lastedFacts().length; lasted++) {
            if (plan.lastedFacts()[lasted] == fact && duration >= plan.lastedSeconds()[lasted]) {
                raise(at + lastedAt + lasted * LASTED_BYTES, t);
            }
        }
    }

    /** Shows a visitor's facts, at a moment of a type. */
    void present(final int slot, final int type) {
        choose(slot);
        presentFact = factOfType[type];
    }

    /** Takes over what another table knows of a slot, as far as both ask for it. */
    void adopt(final int slot, final FactTable other, final int[] newTypeOfOld) {
        clear(slot);
        other.choose(slot);
        for (int from = 0; from < other.timesOfFact.length; from++) {
            final int to = factOf(newTypeOfOld[other.plan.factTypes()[from]]);
            if (to != NONE) {
                record.putBytes(at + to * FACT_BYTES, other.record, other.at + from * FACT_BYTES, FACT_BYTES);
                if (other.timesOfFact[from] != NONE && timesOfFact[to] != NONE) {
                    record.putBytes(at + timesAt + timesOfFact[to] * TIMES_BYTES, other.record,
                        other.at + other.timesAt + other.timesOfFact[from] * TIMES_BYTES, TIMES_BYTES);
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
                    record.putLong(at + lastedAt + to * LASTED_BYTES,
                        other.record.getLong(other.at + other.lastedAt + from * LASTED_BYTES));
                }
            }
        }
    }

    @Override
    public int sessionCount(final int fact) {
        return record.getInt(at + fact * FACT_BYTES + SESSION_COUNT);
    }

    @Override
    public long sessionLast(final int fact) {
        return record.getLong(at + fact * FACT_BYTES + SESSION_LAST);
    }

    @Override
    public long visitorLast(final int fact) {
        return record.getLong(at + fact * FACT_BYTES);
    }

    @Override
    public int visitorCount(final int timesSlot, final long since) {
        final int times = at + timesAt + timesSlot * TIMES_BYTES;
        int count = 0;
        for (int i = record.getInt(times); i > 0; i--) {
            if (record.getLong(times + 8 * i) >= since) {
                count++;
            }
        }
        return count;
    }

    @Override
    public boolean first(final int fact) {
        final int before = record.getInt(at + fact * FACT_BYTES + VISITOR_COUNT) - (fact == presentFact ? 1 : 0);
        return before <= 0;
    }

    @Override
    public long lasted(final int lastedSlot) {
        return record.getLong(at + lastedAt + lastedSlot * LASTED_BYTES);
    }

    private void choose(final int slot) {
        record = records.buffer(slot);
        at = records.offset(slot);
    }

    private int factOf(final int type) {
        return type == NONE ? NONE : factOfType[type];
    }

    /** The latest times are kept, whatever the order they come in, so that a count within any time is right up to 15. */
    private void rememberTime(final int times, final long t) {
        final int count = record.getInt(times);
        if (count < FactPlan.TIMES) {
            record.putInt(times, count + 1);
            record.putLong(times + 8 * (count + 1), t);
            return;
        }
        int earliest = times + 8;
        for (int i = 2; i <= FactPlan.TIMES; i++) {
            if (record.getLong(times + 8 * i) < record.getLong(earliest)) {
                earliest = times + 8 * i;
            }
        }
        raise(earliest, t);
    }

    private void raise(final int offset, final long t) {
        if (t > record.getLong(offset)) {
            record.putLong(offset, t);
        }
    }

    private static int increment(final int count) {
        return count == Integer.MAX_VALUE ? count : count + 1;
    }
}
