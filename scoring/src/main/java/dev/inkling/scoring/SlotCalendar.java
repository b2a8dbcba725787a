package dev.inkling.scoring;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A timer wheel of one round for slots that are to be looked at some time later, all within a bounded time: places of one unit of time
 * each, and in each place the slots in the order in which they came. A place is a chain of pieces of one cache line, so that what is due
 * is read in a row, and whoever handles it can fetch many records at a time; links from slot to slot would have it wait for each.
 * A slot must not be put in twice; nothing can be taken out but by its time. Fixed size, allocates nothing once made.
 *
 * <pre>
 *   piece:  0 next piece   1 slots in this one   2 to 15 slots      (ints)
 * </pre>
 */
final class SlotCalendar {
    /** Units of time in a round: farther ahead counts as one less than this. */
    static final int PLACES = 1_024;

    private static final int NONE = -1;
    private static final int PIECE = 16;
    private static final int COUNT = 1;
    private static final int FIRST = 2;
    private static final int SLOTS = PIECE - FIRST;

    /** Most slots that one {@link #poll} takes: those of a piece. */
    static final int MOST_POLLED = SLOTS;

    private final int[] pieces;
    private final int[] heads = new int[PLACES];
    private final int[] tails = new int[PLACES];
    private int freed = NONE;
    private int fresh;
    /** Every unit up to this one was taken out of the round. */
    private long emptied;
    /** Pieces of what is due, in order. */
    private int due = NONE;
    private int size;

    SlotCalendar(final int capacity) {
        pieces = new int[Math.toIntExact(pieces(capacity) * (long) PIECE)];
        Arrays.fill(heads, NONE);
    }

    /** Pieces for a capacity: full ones for all slots, and one begun in each place, those taken out and not yet read too. */
    private static int pieces(final int capacity) {
        return capacity / SLOTS + 2 * PLACES + 2;
    }

    /** Bytes for a capacity. */
    static long bytes(final int capacity) {
        return (long) Integer.BYTES * PIECE * pieces(capacity);
    }

    /** Slots that are in. */
    int size() {
        return size;
    }

    /**
     * Puts a slot in.
     *
     * @param slot that is not in
     * @param unit when it is due: later than the last {@link #poll}, less than a round ahead; what is not is moved there
     * @return when it will be found due
     */
    long add(final int slot, final long unit) {
        final long found = Math.min(emptied + PLACES - 1, Math.max(emptied + 1, unit));
        final int place = (int) found & PLACES - 1;
        if (heads[place] == NONE) {
            heads[place] = newPiece();
            tails[place] = heads[place];
        } else if (pieces[tails[place] * PIECE + COUNT] == SLOTS) {
            final int piece = newPiece();
            pieces[tails[place] * PIECE] = piece;
            tails[place] = piece;
        }
        final int tail = tails[place] * PIECE;
        pieces[tail + FIRST + pieces[tail + COUNT]++] = slot;
        size++;
        return found;
    }

    /** As {@link #poll}, while nothing is in it. */
    void skip(final long unit) {
        emptied = unit;
    }

    /**
     * Takes the next slots that are due. To be repeated until there are none; slots may be put in in between.
     *
     * @param unit due at or before this; never less than before
     * @param into takes the slots, {@link #MOST_POLLED} at most
     * @return how many, 0 when none is due
     */
    int poll(final long unit, final int[] into) {
        if (due == NONE && !turn(unit)) {
            return 0;
        }
        final int piece = due * PIECE;
        final int count = pieces[piece + COUNT];
        System.arraycopy(pieces, piece + FIRST, into, 0, count);
        size -= count;
        final int next = pieces[piece];
        pieces[piece] = freed;
        freed = due;
        due = next;
        return count;
    }

    /** Takes the next place with slots in it out of the round; all of them, in order, when a whole round has passed. */
    private boolean turn(final long unit) {
        final boolean isWholeRound = unit - emptied >= PLACES;
        final long last = isWholeRound ? emptied + PLACES : unit;
        int tail = NONE;
        while (emptied < last && (isWholeRound || due == NONE)) {
            emptied++;
            final int place = (int) emptied & PLACES - 1;
            if (heads[place] != NONE) {
                if (due == NONE) {
                    due = heads[place];
                } else {
                    pieces[tail * PIECE] = heads[place];
                }
                tail = tails[place];
                heads[place] = NONE;
            }
        }
        if (isWholeRound) {
            emptied = unit;
        }
        return due != NONE;
    }

    void save(final StateOutput out) {
        out.putInt(fresh);
        out.putInt(freed);
        out.putInt(due);
        out.putInt(size);
        out.putLong(emptied);
        out.putInts(pieces, 0, fresh * PIECE);
        out.putInts(heads, 0, PLACES);
        out.putInts(tails, 0, PLACES);
    }

    /**
     * Loads into a calendar that was never used.
     *
     * @param in       gives it
     * @param capacity slots are below this
     * @param polled   unit that was polled last
     * @return the slots that are in
     */
    BitSet load(final StateInput in, final int capacity, final long polled) throws StateException {
        fresh = in.getInt("used pieces", 0, pieces.length / PIECE);
        freed = in.getInt("freed piece", NONE, fresh - 1);
        due = in.getInt("due piece", NONE, fresh - 1);
        size = in.getInt("slots in the calendar", 0, capacity);
        emptied = in.getLong("units that have passed", 0, Math.max(0, polled));
        in.getInts(pieces, 0, fresh * PIECE);
        in.getInts(heads, 0, PLACES);
        in.getInts(tails, 0, PLACES);
        final BitSet seen = new BitSet(fresh);
        final BitSet slots = new BitSet(capacity);
        checkChain(in, freed, seen, null, capacity);
        checkChain(in, due, seen, slots, capacity);
        for (int place = 0; place < PLACES; place++) {
            final int last = checkChain(in, heads[place], seen, slots, capacity);
            if (last != NONE && last != tails[place]) {
                throw in.damaged("place " + place + " of the calendar does not end with its last piece");
            }
        }
        if (seen.cardinality() != fresh || slots.cardinality() != size) {
            throw in.damaged("the calendar has " + slots.cardinality() + " slots in " + seen.cardinality() + " pieces, expected "
                + size + " in " + fresh);
        }
        return slots;
    }

    /** Refuses links that could lead astray, and slots that are in twice; gives the last piece. */
    private int checkChain(final StateInput in, final int head, final BitSet seen, final BitSet slots, final int capacity)
        throws StateException {
        int last = NONE;
        for (int piece = head; piece != NONE; piece = pieces[piece * PIECE]) {
            if (piece < 0 || piece >= fresh || seen.get(piece)) {
                throw in.damaged("the calendar is linked to piece " + piece + " of " + fresh);
            }
            seen.set(piece);
            last = piece;
            if (slots != null) {
                checkSlots(in, piece * PIECE, slots, capacity);
            }
        }
        return last;
    }

    private void checkSlots(final StateInput in, final int piece, final BitSet slots, final int capacity) throws StateException {
        final int count = pieces[piece + COUNT];
        if (count < 1 || count > SLOTS) {
            throw in.damaged("a piece of the calendar has " + count + " slots, expected 1 to " + SLOTS);
        }
        for (int i = piece + FIRST; i < piece + FIRST + count; i++) {
            if (pieces[i] < 0 || pieces[i] >= capacity || slots.get(pieces[i])) {
                throw in.damaged("the calendar has slot " + pieces[i] + " of " + capacity + ", or has it twice");
            }
            slots.set(pieces[i]);
        }
    }

    private int newPiece() {
        final int piece;
        if (freed == NONE) {
            piece = fresh++;
        } else {
            piece = freed;
            freed = pieces[piece * PIECE];
        }
        pieces[piece * PIECE] = NONE;
        pieces[piece * PIECE + COUNT] = 0;
        return piece;
    }
}
