package dev.inkling.ring;

import dev.inkling.scoring.StateException;
import dev.inkling.scoring.StateInput;
import dev.inkling.scoring.StateOutput;

/** What a processor counts of the moments that it was given. Confined to its thread. */
final class EventCounts {
    /** Moments, late ones included. */
    long events;
    /** Late ones. */
    long late;
    /** Those whose timestamp was too far off to be believed. */
    long skewed;
    /** Those of a storefront that the settings do not name. */
    long unknownStorefront;

    /**
     * When a moment occurred by the journal's clock; counts a timestamp that is not believed.
     *
     * @param received stamp of the journal, epoch ms
     * @param moment   read
     * @return epoch ms, as {@link MomentTime#occurredByWall} has it
     */
    long occurredByWall(final long received, final MomentReader moment) {
        if (MomentTime.isSkewed(received, moment.timestamp(), moment.sentAt())) {
            skewed++;
        }
        return MomentTime.occurredByWall(received, moment.timestamp(), moment.sentAt());
    }

    /**
     * Saves the counts.
     *
     * @param out takes them
     */
    void save(final StateOutput out) {
        out.putLong(events);
        out.putLong(late);
        out.putLong(skewed);
        out.putLong(unknownStorefront);
    }

    /**
     * Loads the counts.
     *
     * @param in gives them
     * @throws StateException when they are not there
     */
    void load(final StateInput in) throws StateException {
        events = in.getLong();
        late = in.getLong();
        skewed = in.getLong();
        unknownStorefront = in.getLong();
    }
}
