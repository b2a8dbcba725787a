package dev.inkling.scoring.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A plain model of what is remembered of a visitor: the list of all moments, the present one last. */
public final class History implements FactView {
    private final FactPlan plan;
    private final List<Past> moments = new ArrayList<>();

    /**
     * Nothing remembered yet.
     *
     * @param plan facts that the rules read
     */
    public History(final FactPlan plan) {
        this.plan = plan;
    }

    /**
     * Adds a moment of the present session.
     *
     * @param type    of the catalogue
     * @param t       epoch ms
     * @param seconds it lasted
     * @return this
     */
    public History now(final int type, final long t, final double seconds) {
        moments.add(new Past(type, t, seconds, true));
        return this;
    }

    /**
     * Adds a moment of an earlier session.
     *
     * @param type    of the catalogue
     * @param t       epoch ms
     * @param seconds it lasted
     * @return this
     */
    public History earlier(final int type, final long t, final double seconds) {
        moments.add(new Past(type, t, seconds, false));
        return this;
    }

    /**
     * Moments of a type by this visitor at or after a time, all of them.
     *
     * @param type  of the catalogue
     * @param since earliest t that counts
     * @return count
     */
    public int countOfAll(final int type, final long since) {
        return (int) moments.stream().filter(past -> past.type == type && past.t >= since).count();
    }

    private long last(final Predicate<Past> wanted) {
        return moments.stream().filter(wanted).mapToLong(Past::t).max().orElse(NEVER);
    }

    private Predicate<Past> isFact(final int fact) {
        return past -> past.type == plan.factTypes()[fact];
    }

    @Override
    public int sessionCount(final int fact) {
        return (int) moments.stream().filter(isFact(fact)).filter(Past::inSession).count();
    }

    @Override
    public long sessionLast(final int fact) {
        return last(isFact(fact).and(Past::inSession));
    }

    @Override
    public long visitorLast(final int fact) {
        return last(isFact(fact));
    }

    @Override
    public int visitorCount(final int timesSlot, final long since) {
        return Math.min(FactPlan.TIMES, countOfAll(plan.factTypes()[plan.timesFacts()[timesSlot]], since));
    }

    @Override
    public boolean first(final int fact) {
        return moments.stream().limit(Math.max(0, moments.size() - 1)).noneMatch(isFact(fact));
    }

    @Override
    public long lasted(final int lastedSlot) {
        final double least = plan.lastedSeconds()[lastedSlot];
        return last(isFact(plan.lastedFacts()[lastedSlot]).and(past -> past.seconds >= least));
    }

    private record Past(int type, long t, double seconds, boolean inSession) {
    }
}
