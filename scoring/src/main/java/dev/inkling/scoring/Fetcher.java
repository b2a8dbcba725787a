package dev.inkling.scoring;

/**
 * Asks memory for what moments to come will take, for a few dozen at once, so that the wait for one is the wait for all. Changes nothing,
 * and nothing depends on it. Step by step: what says where the next thing stands is asked for first, for all of them.
 */
final class Fetcher {
    private final SessionTable sessions;
    private final DueTimers dueTimers;
    private final int[] slots = new int[Engine.MOST_FETCHED];
    /** Written and never told: what is read must go somewhere. */
    private long fetched;

    Fetcher(final SessionTable sessions, final DueTimers dueTimers) {
        this.sessions = sessions;
        this.dueTimers = dueTimers;
    }

    void fetch(final long[] visitorKeys, final long[] nameHashes, final int count, final Catalogue catalogue, final FactTable facts) {
        long read = fetched + dueTimers.fetch();
        for (int i = 0; i < count; i++) {
            read += sessions.fetchIndex(visitorKeys[i]);
        }
        for (int i = 0; i < count; i++) {
            final int slot = sessions.find(visitorKeys[i]);
            slots[i] = slot;
            if (slot != SessionTable.NONE) {
                read += sessions.fetchRecord(slot);
            }
        }
        for (int i = 0; i < count; i++) {
            if (slots[i] != SessionTable.NONE) {
                final int type = catalogue.typeOf(nameHashes[i]);
                read += sessions.fetchRest(slots[i], catalogue.clusterOfType(type)) + facts.fetch(slots[i], type);
            }
        }
        fetched = read;
    }
}
