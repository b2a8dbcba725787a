package dev.inkling.scoring;

import dev.inkling.scoring.rules.FactPlan;
import dev.inkling.scoring.rules.RuleSet;

/**
 * Brings what is remembered of visitors from one configuration to the next, by the names of types. No moment is processed meanwhile, so
 * visitors are looked at only where something changes for them: other rules mostly ask for the same facts. Allocates.
 */
public final class Reconfiguration {
    private final SessionTable sessions;
    private final int capacity;

    /**
     * For a table of visitors.
     *
     * @param sessions visitors
     * @param capacity most of them
     */
    Reconfiguration(final SessionTable sessions, final int capacity) {
        this.sessions = sessions;
        this.capacity = capacity;
    }

    /**
     * Whether a change brings every visitor over, into another table of facts beside the one before.
     *
     * @param from   catalogue before
     * @param before rules of it
     * @param to     catalogue after
     * @param after  rules of it
     * @return false where all stays as it is
     */
    public static boolean bringsOver(final Catalogue from, final RuleSet before, final Catalogue to, final RuleSet after) {
        return !new Renumbering(from, to).isIdentity() || !before.factPlan().equals(after.factPlan());
    }

    /**
     * Visitors' records follow a new catalogue, and their facts a new plan.
     *
     * @param facts under the plan and catalogue before; null when these are the first
     * @param from  catalogue before
     * @param plan  new
     * @param to    catalogue that the plan is of
     * @return facts under the new ones; those of a type that is asked for the first time count from here
     */
    FactTable apply(final FactTable facts, final Catalogue from, final FactPlan plan, final Catalogue to) {
        if (facts == null) {
            return new FactTable(plan, to.types(), capacity);
        }
        final Renumbering renumbering = new Renumbering(from, to);
        final boolean isSamePlan = renumbering.isIdentity() && plan.equals(facts.plan());
        final FactTable next = isSamePlan ? facts : new FactTable(plan, to.types(), capacity);
        if (!isSamePlan) {
            for (int slot = 0; slot < sessions.fresh(); slot++) {
                if (sessions.isTaken(slot)) {
                    apply(slot, renumbering, facts, next);
                }
            }
        }
        return next;
    }

    private void apply(final int slot, final Renumbering renumbering, final FactTable facts, final FactTable next) {
        if (!renumbering.isIdentity()) {
            renumbering.apply(sessions.words(slot), sessions.at(slot));
        }
        next.adopt(slot, facts, renumbering.types());
    }
}
