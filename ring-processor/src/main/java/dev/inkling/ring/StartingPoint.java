package dev.inkling.ring;

import dev.inkling.journal.FramePosition;

/**
 * A machine as it stood behind an event, and where the journal goes on for it.
 *
 * @param processor in the state behind the event
 * @param dedup     event ids known there
 * @param recent    decisions at hand there
 * @param events    place behind the event
 * @param decisions place behind the last decision of it and those before
 */
record StartingPoint(
    MomentProcessor processor, DedupTable dedup, RecentDecisions recent, FramePosition events, FramePosition decisions) {

    /**
     * Before the first event.
     *
     * @param ids             capacity of the table of event ids
     * @param recentDecisions capacity for decisions
     * @return all of it empty
     */
    static StartingPoint fresh(final int ids, final int recentDecisions) {
        return new StartingPoint(new MomentProcessor(), new DedupTable(ids), new RecentDecisions(recentDecisions),
            FramePosition.START, FramePosition.START);
    }
}
