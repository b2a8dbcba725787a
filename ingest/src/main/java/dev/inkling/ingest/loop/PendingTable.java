package dev.inkling.ingest.loop;

import java.util.Arrays;

/**
 * Requests of one event loop that await results: a fixed number of entries, each with a generation, so that results of a request that was
 * given up find nobody. Confined to the loop; nothing is allocated after construction.
 */
public final class PendingTable {
    /** What {@link #add} returns when every entry is taken. */
    public static final int FULL = -1;

    private final PendingReply[] replies;
    private final int[] generations;
    private final long[] deadlinesNs;
    private final int[] free;
    private int freeCount;

    /**
     * An empty table.
     *
     * @param capacity most requests that await results
     */
    public PendingTable(final int capacity) {
        replies = new PendingReply[capacity];
        generations = new int[capacity];
        deadlinesNs = new long[capacity];
        free = new int[capacity];
        freeCount = capacity;
        Arrays.setAll(free, i -> capacity - 1 - i);
    }

    /**
     * Takes a request in.
     *
     * @param reply      gets the results
     * @param deadlineNs when it is given up, by {@link System#nanoTime()}
     * @return its entry, or {@link #FULL}
     */
    public int add(final PendingReply reply, final long deadlineNs) {
        if (freeCount == 0) {
            return FULL;
        }
        final int entry = free[--freeCount];
        replies[entry] = reply;
        deadlinesNs[entry] = deadlineNs;
        return entry;
    }

    /**
     * Generation of an entry, which its results must bear.
     *
     * @param entry of the table
     * @return the generation
     */
    public int generation(final int entry) {
        return generations[entry];
    }

    /**
     * The request that results are for.
     *
     * @param entry      it was given
     * @param generation it was given
     * @return the request, null when it was given up
     */
    public PendingReply get(final int entry, final int generation) {
        return generations[entry] == generation ? replies[entry] : null;
    }

    /**
     * Lets a request go; its entry may be given to another, results still on their way find nobody.
     *
     * @param entry      it was given
     * @param generation it was given
     */
    public void remove(final int entry, final int generation) {
        if (generations[entry] == generation && replies[entry] != null) {
            replies[entry] = null;
            generations[entry] = generation + 1;
            free[freeCount++] = entry;
        }
    }

    /**
     * Gives up every request whose deadline is over.
     *
     * @param nowNs by {@link System#nanoTime()}
     * @return how many
     */
    public int expire(final long nowNs) {
        int expired = 0;
        for (int entry = 0; entry < replies.length && size() > 0; entry++) {
            final PendingReply reply = replies[entry];
            if (reply != null && deadlinesNs[entry] - nowNs <= 0) {
                remove(entry, generations[entry]);
                reply.onTimeout();
                expired++;
            }
        }
        return expired;
    }

    /**
     * Requests that await results.
     *
     * @return count
     */
    public int size() {
        return replies.length - freeCount;
    }
}
