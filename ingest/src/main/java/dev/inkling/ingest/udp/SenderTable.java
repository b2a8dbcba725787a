package dev.inkling.ingest.udp;

import org.agrona.collections.Int2ObjectCache;

/**
 * Watches the sequences of senders: what is new, what came twice, how many are missing. Remembers the last 64 sequences of each sender,
 * and a bounded number of senders. Confined to one event loop.
 */
final class SenderTable {
    /** Nothing new: the datagram came before. */
    static final int REPEATED = -1;
    /** So many in a row from behind the window are a sender that began anew. */
    static final int RESTART_RUN = 16;

    /** No loss is that large; a sender that leaps further has begun anew, or is none. */
    static final long MAX_GAP = 1_000_000;

    private static final int WINDOW = 64;
    private static final int SET_SIZE = 8;

    private final Int2ObjectCache<Sender> senders;

    /** What is remembered of one sender. */
    private static final class Sender {
        private long highest;
        /** Bit n is set when {@code highest - n} came. */
        private long seen;
        private int behind;
    }

    /**
     * An empty table.
     *
     * @param capacity senders, rounded up to a power of two
     */
    SenderTable(final int capacity) {
        final int sets = Integer.highestOneBit(Math.max(1, (capacity - 1) / SET_SIZE)) << 1;
        senders = new Int2ObjectCache<>(sets, SET_SIZE, evicted -> { });
    }

    /**
     * Takes note of a datagram. One that comes from behind the last 64 counts as a repeat, unless it is a sender's first, or the
     * sixteenth such in a row: then the sender has begun anew.
     *
     * @param number   of the sender
     * @param sequence of the datagram, rising by 1
     * @return how many sequences it skipped, from 0, or {@link #REPEATED}
     */
    long note(final int number, final long sequence) {
        Sender sender = senders.get(number);
        if (sender == null) {
            sender = new Sender();
            senders.put(number, sender);
            restart(sender, sequence);
            return 0;
        }
        final long ahead = sequence - sender.highest;
        if (ahead > MAX_GAP) {
            restart(sender, sequence);
            return 0;
        }
        if (ahead > 0) {
            sender.seen = ahead >= WINDOW ? 1 : sender.seen << ahead | 1;
            sender.highest = sequence;
            sender.behind = 0;
            return ahead - 1;
        }
        if (ahead <= -WINDOW) {
            return fromBehind(sender, sequence);
        }
        final long bit = 1L << -ahead;
        if ((sender.seen & bit) != 0) {
            return REPEATED;
        }
        sender.seen |= bit;
        return 0;
    }

    private static long fromBehind(final Sender sender, final long sequence) {
        sender.behind++;
        if (sender.behind < RESTART_RUN) {
            return REPEATED;
        }
        restart(sender, sequence);
        return 0;
    }

    private static void restart(final Sender sender, final long sequence) {
        sender.highest = sequence;
        // What was before the first datagram seen is neither lost nor repeated.
        sender.seen = 1;
        sender.behind = 0;
    }
}
