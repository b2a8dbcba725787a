package dev.inkling.scoring;

import dev.inkling.scoring.rules.FactPlan;

/** Brings what is remembered of visitors from one configuration to the next, by the names of types. Allocates. */
final class Reconfiguration {
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
     * Visitors' records follow a new catalogue, and their facts a new plan.
     *
     * @param facts under the plan and catalogue before; null when these are the first
     * @param from  catalogue before
     * @param plan  new
     * @param to    catalogue that the plan is of
     * @return facts under the new ones; those of a type that is asked for the first time count from here
     */
    FactTable apply(final FactTable facts, final Catalogue from, final FactPlan plan, final Catalogue to) {
        final FactTable next = new FactTable(plan, to.types(), capacity);
        if (facts != null) {
            final Renumbering renumbering = new Renumbering(from, to);
            for (int slot = 0; slot < sessions.fresh(); slot++) {
                if (sessions.isTaken(slot)) {
                    renumbering.apply(sessions.words(slot), sessions.at(slot));
                    next.adopt(slot, facts, renumbering.types());
                }
            }
        }
        return next;
    }
}
