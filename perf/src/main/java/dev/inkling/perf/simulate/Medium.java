package dev.inkling.perf.simulate;

import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.snapshot.Snapshots;

/**
 * What a journal lies on, and what becomes of it when a process or the machine dies. One journal is open at a time. Confined to one thread.
 */
interface Medium extends AutoCloseable {
    /**
     * Opens the journal for writing, as a start of the server does.
     *
     * @return the journal
     */
    Journal open();

    /** A frame was appended. */
    void appended(QueueName queue);

    /** A queue was synced. */
    void synced(QueueName queue);

    /** The next append will be torn by the death of the process. */
    void prepareTear();

    /**
     * The process dies now: whatever it does to the journal from here on never happened.
     *
     * @param queue to which a frame was just appended that is to be found half written, null for none
     * @param torn  that frame; null for none
     */
    void strike(QueueName queue, StoredFrame torn);

    /** The process stopped in order: its journal was closed. */
    void stopped();

    /**
     * Makes of what was there at the strike what the next open finds.
     *
     * @param isPowerLost whether what was not synced may go as well
     */
    void bury(boolean isPowerLost);

    /** Snapshots of the journal; null where there are none. They are written whole or not at all, so no death takes any. */
    default Snapshots snapshots() {
        return null;
    }

    @Override
    void close();
}
