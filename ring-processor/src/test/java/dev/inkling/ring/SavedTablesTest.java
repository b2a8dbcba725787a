package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

import dev.inkling.journal.Frames;
import dev.inkling.scoring.StateException;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Event ids and recent decisions that were saved and loaded, beside those that never were. */
class SavedTablesTest {
    /** More than a block. */
    private static final int IDS = 5_000;

    @Test
    void shouldKnowTheSameIdsAsIfNeverSaved() throws StateException {
        for (final int added : new int[] {0, 1, IDS - 1, IDS, IDS + 1_234, 3 * IDS}) {
            final SplittableRandom random = new SplittableRandom(added);
            final DedupTable never = ids(IDS, added, random);
            final DedupTable loaded = new DedupTable(IDS);
            loaded.load(SavedState.reader(SavedState.of(never::save)));
            loaded.buildIndex();
            assertSame(never, loaded, added);
            assertArrayEquals(SavedState.of(never::save), SavedState.of(loaded::save));
            for (int n = added; n < added + IDS / 2; n++) {
                never.add(key(n), n + 1, n);
                loaded.add(key(n), n + 1, n);
            }
            assertSame(never, loaded, added + IDS / 2);
        }
    }

    /** An id that was forgotten and came again stands in a larger table twice. */
    @Test
    void shouldFindTheSameOfTwo() throws StateException {
        final DedupTable table = new DedupTable(8);
        for (int n = 0; n < 12; n++) {
            table.add(key(n % 3), n + 1, n);
        }
        final DedupTable loaded = new DedupTable(8);
        loaded.load(SavedState.reader(SavedState.of(table::save)));
        loaded.buildIndex();
        for (int n = 12; n < 20; n++) {
            for (int id = 0; id < 3; id++) {
                assertEquals(table.find(key(id)), loaded.find(key(id)));
            }
            table.add(key(n), n + 1, n);
            loaded.add(key(n), n + 1, n);
        }
    }

    @Test
    void shouldKeepTheNewestIdsInASmallerTableAndAllInALargerOne() throws StateException {
        final byte[] state = SavedState.of(ids(IDS, 2 * IDS, new SplittableRandom(1))::save);
        final DedupTable smaller = new DedupTable(10);
        smaller.load(SavedState.reader(state));
        smaller.buildIndex();
        assertSame(ids(10, 2 * IDS, new SplittableRandom(1)), smaller, 2 * IDS);
        final DedupTable larger = new DedupTable(2 * IDS);
        larger.load(SavedState.reader(state));
        assertEquals(IDS, larger.size());
        assertEquals(IDS + 1, larger.oldestSequence());
    }

    @Test
    void shouldRefuseDamagedIds() {
        final byte[] state = SavedState.of(ids(IDS, IDS, new SplittableRandom(1))::save);
        // Behind the name: how many there are.
        new UnsafeBuffer(state).putInt(4 + "event ids".length(), Integer.MAX_VALUE, ByteOrder.LITTLE_ENDIAN);
        assertThrows(StateException.class, () -> new DedupTable(IDS).load(SavedState.reader(state)));
        new UnsafeBuffer(state).putInt(4 + "event ids".length(), -1, ByteOrder.LITTLE_ENDIAN);
        assertThrows(StateException.class, () -> new DedupTable(IDS).load(SavedState.reader(state)));
    }

    @Test
    void shouldHaveTheSameDecisionsAtHandAsIfNeverSaved() throws StateException {
        for (final int added : new int[] {0, 5, 20, 33, 100}) {
            final RecentDecisions never = decisions(20, added);
            final RecentDecisions loaded = new RecentDecisions(20);
            loaded.load(SavedState.reader(SavedState.of(never::save)));
            assertSame(never, loaded, added);
            final UnsafeBuffer frame = frame(added + 1, 300);
            never.add(frame, 0, 300);
            loaded.add(frame, 0, 300);
            assertSame(never, loaded, added + 1);
        }
    }

    @Test
    void shouldSayHowFarBackDecisionsReachWhenThereIsMoreOrLessRoom() throws StateException {
        final byte[] state = SavedState.of(decisions(20, 33)::save);
        for (final int capacity : new int[] {7, 20, 50}) {
            final RecentDecisions loaded = new RecentDecisions(capacity);
            loaded.load(SavedState.reader(state));
            // Of 33 decisions, of events 0, 0, 1, 1, ... as many are left as there is room for; the event before the oldest is not whole.
            assertEquals((33 - Math.min(20, capacity)) / 2 + 1, loaded.oldestSequence());
        }
    }

    @Test
    void shouldRefuseDecisionsOutOfOrder() {
        final RecentDecisions decisions = new RecentDecisions(4);
        decisions.add(frame(2, 200), 0, 200);
        decisions.add(frame(1, 200), 0, 200);
        assertThrows(StateException.class, () -> new RecentDecisions(4).load(SavedState.reader(SavedState.of(decisions::save))));
    }

    private static long key(final int n) {
        return n * 0x9E3779B97F4A7C15L + 1;
    }

    private static DedupTable ids(final int capacity, final int count, final SplittableRandom random) {
        final DedupTable table = new DedupTable(capacity);
        for (int n = 0; n < count; n++) {
            table.add(key(n), n + 1, n + random.nextInt(2));
        }
        return table;
    }

    private static void assertSame(final DedupTable never, final DedupTable loaded, final int added) {
        assertEquals(never.size(), loaded.size());
        assertEquals(never.oldestSequence(), loaded.oldestSequence());
        assertEquals(never.oldestReceivedMs(), loaded.oldestReceivedMs());
        for (int n = 0; n <= added; n++) {
            assertEquals(never.find(key(n)), loaded.find(key(n)));
        }
    }

    private static UnsafeBuffer frame(final long sequence, final int length) {
        final byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) sequence);
        final UnsafeBuffer frame = new UnsafeBuffer(bytes);
        frame.putLong(Frames.SEQUENCE_OFFSET, sequence, ByteOrder.LITTLE_ENDIAN);
        return frame;
    }

    private static RecentDecisions decisions(final int capacity, final int count) {
        final RecentDecisions decisions = new RecentDecisions(capacity);
        for (int n = 0; n < count; n++) {
            decisions.add(frame(n / 2, 200 + n), 0, 200 + n);
        }
        return decisions;
    }

    private static void assertSame(final RecentDecisions never, final RecentDecisions loaded, final int count) {
        assertEquals(never.oldestSequence(), loaded.oldestSequence());
        for (long sequence = never.oldestSequence(); sequence <= count; sequence++) {
            long here = loaded.first(sequence);
            for (long there = never.first(sequence); there < never.end(); there++) {
                assertEquals(never.sequence(there), loaded.sequence(here));
                assertArrayEquals(bytes(never, there), bytes(loaded, here));
                here++;
            }
            assertEquals(loaded.end(), here);
        }
    }

    private static byte[] bytes(final RecentDecisions decisions, final long position) {
        final byte[] bytes = new byte[decisions.length(position)];
        decisions.buffer().getBytes(decisions.offset(position), bytes);
        return bytes;
    }
}
