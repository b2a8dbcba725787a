package dev.inkling.perf.simulate;

import dev.inkling.journal.QueueName;
import org.agrona.DirectBuffer;

/** Stands between the engine and its journal: may refuse, fail or die at each call, and hears what came of it. */
interface Watcher {
    /**
     * A frame is about to be appended.
     *
     * @throws RuntimeException in place of the append
     */
    void beforeAppend(QueueName queue, DirectBuffer frame, int offset, int length, long sequence);

    /**
     * A frame was appended.
     *
     * @param frame as it stands in the queue
     * @throws RuntimeException as if the append had not come back
     */
    void afterAppend(QueueName queue, StoredFrame frame);

    /**
     * A queue is about to be synced.
     *
     * @throws RuntimeException in place of the sync
     */
    void beforeSync(QueueName queue);

    /** A queue was synced. */
    void afterSync(QueueName queue);

    /** Throws when the process is dead. */
    void checkAlive();

    /** Whether an append is to be left out without a word, which is wrong; for canaries. */
    boolean isSwallowed(QueueName queue);

    /** What readers of events are to see in place of what is there, which is wrong; null when they see what is there. For canaries. */
    java.util.List<byte[]> lie(QueueName queue);
}
