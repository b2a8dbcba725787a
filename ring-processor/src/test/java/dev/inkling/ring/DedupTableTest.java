package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The table against a plain map that forgets its eldest. */
class DedupTableTest {
    /** Keys from few homes, so that they collide. */
    private static long key(final int n) {
        return n * (1L << 32) + 1;
    }

    @Property(tries = 300)
    void shouldKnowTheLastIdsAndNoOthers(
        @ForAll @Size(max = 300) final List<@IntRange(max = 40) Integer> ids, @ForAll @IntRange(min = 1, max = 20) final int capacity) {
        final DedupTable table = new DedupTable(capacity);
        final Map<Long, Long> plain = new LinkedHashMap<>();
        long sequence = 0;
        for (final int id : ids) {
            final long key = key(id);
            for (int ahead = 0; ahead <= 2 * capacity; ahead++) {
                table.touch(key, ahead);
            }
            assertEquals(plain.getOrDefault(key, DedupTable.UNKNOWN), table.find(key));
            if (!plain.containsKey(key)) {
                sequence++;
                table.add(key, sequence, sequence * 10);
                plain.put(key, sequence);
                if (plain.size() > capacity) {
                    plain.remove(plain.keySet().iterator().next());
                }
            }
            assertEquals(plain.size(), table.size());
            assertEquals(plain.values().iterator().next(), table.oldestSequence());
            assertEquals(table.oldestSequence() * 10, table.oldestReceivedMs());
            for (int other = 0; other <= 40; other++) {
                assertEquals(plain.getOrDefault(key(other), DedupTable.UNKNOWN), table.find(key(other)));
            }
        }
    }

    /** Ids that come again after they were forgotten stand in a larger table twice, and which of two is found must not differ. */
    @Property(tries = 300)
    void shouldKnowWhatWasPutAsIfItHadBeenAdded(@ForAll @Size(max = 200) final List<@IntRange(max = 40) Integer> before,
                                                @ForAll @Size(max = 200) final List<@IntRange(max = 40) Integer> put,
                                                @ForAll @Size(max = 50) final List<@IntRange(max = 40) Integer> behind,
                                                @ForAll @IntRange(min = 1, max = 60) final int capacity) {
        final DedupTable added = new DedupTable(capacity);
        final DedupTable built = new DedupTable(capacity);
        long sequence = 0;
        for (final int id : before) {
            added.add(key(id), ++sequence, sequence * 10);
            built.add(key(id), sequence, sequence * 10);
        }
        for (final int id : put) {
            added.add(key(id), ++sequence, sequence * 10);
            built.put(key(id), sequence, sequence * 10);
        }
        built.buildIndex();
        assertSame(added, built);
        for (final int id : behind) {
            added.add(key(id), ++sequence, sequence * 10);
            built.add(key(id), sequence, sequence * 10);
            assertSame(added, built);
        }
    }

    private static void assertSame(final DedupTable added, final DedupTable built) {
        assertEquals(added.size(), built.size());
        assertEquals(added.oldestSequence(), built.oldestSequence());
        assertArrayEquals(SavedState.of(added::save), SavedState.of(built::save));
        for (int id = 0; id <= 40; id++) {
            assertEquals(added.find(key(id)), built.find(key(id)));
        }
    }

    @Test
    void shouldTellWhatItTakes() {
        // three longs an id, and one for each of twice as many places
        assertEquals(1_024 * 24 + 2_048 * 8, DedupTable.bytes(1_024));
    }
}
