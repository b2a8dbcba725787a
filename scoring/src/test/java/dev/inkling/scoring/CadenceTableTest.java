package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The table beside ordinary collections, and its records to their last bit. */
class CadenceTableTest {
    private static final int CAPACITY = 37;
    private static final int STEPS = 40_000;

    /** An entry that was used is the newest; the oldest makes room, and its decision is not found any more. */
    @Test
    void shouldDoAsOrdinaryCollectionsDo() throws StateException {
        for (long seed = 1; seed <= 4; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            // By owner and rule: the decision that is remembered, 0 for none.
            final Map<String, Long> plain = new LinkedHashMap<>(64, 0.75f, true);
            CadenceTable table = new CadenceTable(CAPACITY);
            long evicted = 0;
            for (int i = 1; i <= STEPS; i++) {
                final long owner = random.nextInt(12);
                final long rule = 1_000 + random.nextInt(5);
                final String key = owner + " " + rule;
                final String at = "seed " + seed + ", step " + i;
                switch (random.nextInt(4)) {
                    case 0 -> assertEquals(plain.get(key) != null, table.find(owner, rule) != CadenceTable.NONE, at);
                    case 1 -> {
                        final long decision = i - random.nextInt(60);
                        final String found = plain.entrySet().stream().filter(e -> e.getValue() == decision && e.getKey()
                            .startsWith(owner + " ")).map(Map.Entry::getKey).findFirst().orElse(null);
                        final int entry = table.findDecision(owner, decision);
                        assertEquals(found != null, entry != CadenceTable.NONE, at);
                        if (found != null) {
                            plain.get(found);
                            assertEquals(found, owner + " " + CadenceRecord.rule(table.words(entry), table.at(entry)), at);
                        }
                    }
                    default -> {
                        if (plain.get(key) == null && plain.size() == CAPACITY) {
                            plain.remove(plain.keySet().iterator().next());
                            evicted++;
                        }
                        final int entry = table.findOrAdd(owner, rule);
                        plain.putIfAbsent(key, 0L);
                        plain.get(key);
                        assertEquals(plain.get(key), CadenceRecord.decision(table.words(entry), table.at(entry)), at);
                        if (random.nextBoolean()) {
                            table.remember(entry, i);
                            plain.put(key, (long) i);
                        }
                    }
                }
                if (random.nextInt(1_000) == 0) {
                    final MemoryState state = new MemoryState();
                    table.save(state);
                    table = new CadenceTable(CAPACITY);
                    table.load(state);
                }
                assertEquals(plain.size(), table.size(), at);
            }
            assertEquals(evicted, table.evicted());
            assertTrue(evicted > STEPS / 10, "evicted " + evicted);
        }
    }

    @Test
    void shouldRefuseARecordThatContradictsItself() {
        for (final long[] damage : new long[][] {{0, 5L << 7}, {0, 1L << 7}, {4, 9}, {0, 33}}) {
            final long[] w = new long[CadenceRecord.WORDS];
            CadenceRecord.clear(w, 0, 1, 2);
            w[(int) damage[0]] |= damage[1];
            assertThrows(StateException.class, () -> CadenceRecord.check(new MemoryState(), 3, w, 0), Arrays.toString(damage));
        }
    }

    /** Fields share words: each is written with its largest values, and the others stay what they are. */
    @Test
    void shouldKeepTheFieldsOfAWordApart() {
        final long[] w = new long[CadenceRecord.WORDS];
        final long session = (1L << 48) - 1;
        final long t = 253_402_300_799_999L;
        CadenceRecord.clear(w, 0, -1, -2);
        assertEquals(CadenceRecord.NEVER, CadenceRecord.firedAt(w, 0));
        CadenceRecord.decision(w, 0, -3);
        CadenceRecord.shownAt(w, 0, t);
        for (int i = 0; i < 2 * 70 + 1; i++) {
            CadenceRecord.refuse(w, 0);
        }
        CadenceRecord.state(w, 0, CadenceRecord.ENGAGED);
        assertEquals(CadenceRecord.NEVER, CadenceRecord.firedAt(w, 0));
        CadenceRecord.firedAt(w, 0, -62_167_219_200_000L);
        assertEquals(-62_167_219_200_000L, CadenceRecord.firedAt(w, 0));
        CadenceRecord.firedAt(w, 0, t);
        CadenceRecord.firedAt(w, 0, t - 1);
        for (int i = 1; i <= 1_100; i++) {
            CadenceRecord.fire(w, 0, session, session, t);
            CadenceRecord.fire(w, 0, session, session, t - Shop.DAY);
        }
        for (int reason = 0; reason < CadenceVerdict.REASONS; reason++) {
            assertTrue(CadenceRecord.tell(w, 0, session, reason));
            assertTrue(!CadenceRecord.tell(w, 0, session, reason));
        }
        for (int match = 1; match < 1_000; match++) {
            assertTrue(!CadenceRecord.isNth(w, 0, 1_000));
        }
        assertEquals(t, CadenceRecord.firedAt(w, 0));
        assertEquals(CadenceRecord.MOST_DOUBLINGS, CadenceRecord.doublings(w, 0));
        assertEquals(CadenceRecord.ENGAGED, CadenceRecord.state(w, 0));
        assertEquals(1_023, CadenceRecord.firedInSession(w, 0, session));
        assertEquals(0, CadenceRecord.firedInSession(w, 0, session - 1));
        assertTrue(CadenceRecord.firedOnPage(w, 0, session));
        assertEquals(1_023, CadenceRecord.firedOnDay(w, 0, t));
        assertEquals(1_023, CadenceRecord.firedOnDay(w, 0, t - Shop.DAY));
        assertEquals(0, CadenceRecord.firedOnDay(w, 0, t - 2 * Shop.DAY));
        assertEquals(0, CadenceRecord.firedOnDay(w, 0, t + 1));
        assertTrue(CadenceRecord.isNth(w, 0, 1_000));
        assertTrue(CadenceRecord.firedOnPage(w, 0, session));
        assertTrue(CadenceRecord.refuse(w, 0), "one refusal stood");
        CadenceRecord.engage(w, 0);
        assertEquals(0, CadenceRecord.doublings(w, 0));
        assertTrue(!CadenceRecord.refuse(w, 0));
        assertEquals(t, CadenceRecord.firedAt(w, 0));
        assertArrayEquals(new long[] {-3, t, -1, -2}, Arrays.copyOfRange(w, 4, 8));
    }

    @Test
    void shouldKnowTheDaysBefore1970() {
        final long[] w = new long[CadenceRecord.WORDS];
        CadenceRecord.clear(w, 0, 1, 2);
        CadenceRecord.fire(w, 0, 1, 1, -1);
        assertEquals(0, CadenceRecord.firedOnDay(w, 0, 0));
        // A fresh record is of the day 0, so a firing before is of the day before.
        assertEquals(1, CadenceRecord.firedOnDay(w, 0, -Shop.DAY));
        CadenceRecord.fire(w, 0, 1, 1, 0);
        assertEquals(1, CadenceRecord.firedOnDay(w, 0, 0));
        assertEquals(1, CadenceRecord.firedOnDay(w, 0, -1));
    }
}
