package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The table beside ordinary collections, and its records to their last bit. */
class CadenceTableTest {
    private static final int CAPACITY = 37;
    private static final int STEPS = 40_000;

    /** An entry that was used is the newest; the oldest makes room, and its decisions are not found any more. */
    @Test
    void shouldDoAsOrdinaryCollectionsDo() throws StateException {
        for (long seed = 1; seed <= 4; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            // By owner and rule: the decisions that are remembered.
            final Map<String, List<Long>> plain = new LinkedHashMap<>(64, 0.75f, true);
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
                        final long decision = Math.max(1, i - random.nextInt(60));
                        final String found = plain.entrySet().stream().filter(e -> e.getValue().contains(decision)).map(Map.Entry::getKey)
                            .findFirst().orElse(null);
                        final int entry = table.findDecision(decision);
                        assertEquals(found != null, entry != CadenceTable.NONE, at);
                        if (found != null) {
                            final long[] w = table.words(entry);
                            assertEquals(found, CadenceRecord.owner(w, table.at(entry)) + " " + CadenceRecord.rule(w, table.at(entry)), at);
                            if (random.nextBoolean()) {
                                plain.get(found);
                                table.touch(entry);
                            }
                        }
                    }
                    default -> {
                        if (plain.get(key) == null && plain.size() == CAPACITY) {
                            plain.remove(plain.keySet().iterator().next());
                            evicted++;
                        }
                        final int entry = table.findOrAdd(owner, rule);
                        plain.putIfAbsent(key, new ArrayList<>());
                        final List<Long> remembered = plain.get(key);
                        assertEquals(remembered, decisions(table.words(entry), table.at(entry)), at);
                        if (random.nextBoolean()) {
                            table.remember(entry, i, 0, 1);
                            if (remembered.size() == DecisionsOut.MOST) {
                                remembered.remove(2);
                            }
                            remembered.add((long) i);
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

    private static List<Long> decisions(final long[] w, final int at) {
        return IntStream.range(0, DecisionsOut.MOST).mapToObj(place -> DecisionsOut.id(w, at, place)).filter(id -> id != 0).toList();
    }

    /** As many decisions as there can be: each is found, and none when all are gone. */
    @Test
    void shouldFindAllDecisionsWhenThereIsNoRoomForMore() {
        final CadenceTable table = new CadenceTable(64);
        for (int i = 0; i < 64 * DecisionsOut.MOST; i++) {
            table.remember(table.findOrAdd(i / DecisionsOut.MOST, 7), i + 1, 0, 1);
        }
        for (int i = 0; i < 64 * DecisionsOut.MOST; i++) {
            assertEquals(table.peek(i / DecisionsOut.MOST, 7), table.findDecision(i + 1));
        }
        for (int i = 64; i < 128; i++) {
            table.findOrAdd(i, 7);
        }
        for (int i = 0; i < 64 * DecisionsOut.MOST; i++) {
            assertEquals(CadenceTable.NONE, table.findDecision(i + 1));
        }
    }

    /** What was answered makes room, else what was never shown in all the time, else the third. */
    @Test
    void shouldKeepTheDecisionsThatMayYetBeIgnoredOrAnswered() {
        final CadenceTable table = new CadenceTable(1);
        final int entry = table.findOrAdd(1, 2);
        final long[] w = table.words(entry);
        final int at = table.at(entry);
        for (int i = 1; i <= 5; i++) {
            table.remember(entry, i, i, 100);
        }
        assertEquals(List.of(1L, 2L, 4L, 5L), decisions(w, at));
        table.remember(entry, 6, 6, 100);
        assertEquals(List.of(1L, 2L, 5L, 6L), decisions(w, at));
        // The first one is shown; so at 102 ms the second has waited for 100 ms, and the first is still to be looked at.
        DecisionsOut.show(w, at, 0, 90);
        table.remember(entry, 7, 101, 100);
        assertEquals(List.of(1L, 2L, 6L, 7L), decisions(w, at));
        table.remember(entry, 8, 102, 100);
        assertEquals(List.of(1L, 6L, 7L, 8L), decisions(w, at));
        DecisionsOut.answer(w, at, 2, DecisionsOut.REFUSED);
        DecisionsOut.answer(w, at, 3, DecisionsOut.ENGAGED);
        table.remember(entry, 9, 1_000, 100);
        table.remember(entry, 10, 1_000, 100);
        assertEquals(List.of(1L, 6L, 9L, 10L), decisions(w, at));
        assertEquals(90, DecisionsOut.time(w, at, 0));
        assertEquals(6, DecisionsOut.time(w, at, 1));
    }

    @Test
    void shouldTellACustomerFromAVisitorOfTheSameKey() {
        final CadenceTable table = new CadenceTable(8);
        final int visitors = table.findOrAdd(42, 7);
        assertEquals(CadenceTable.NONE, table.find(CadenceTable.customer(42), 7));
        assertNotEquals(visitors, table.findOrAdd(CadenceTable.customer(42), 7));
        assertEquals(2, table.size());
    }

    @Test
    void shouldRefuseARecordThatContradictsItself() {
        // A state that there is not, one without a decision, a decision without one, either behind none, doublings.
        for (final long[] damage : new long[][] {{4, 5, 8, 9}, {4, 1}, {8, 9}, {5, 1, 9, 9}, {7, 2, 11, 9}, {0, 33}}) {
            final long[] w = new long[CadenceRecord.WORDS];
            CadenceRecord.clear(w, 0, 1, 2);
            for (int i = 0; i < damage.length; i += 2) {
                w[(int) damage[i]] |= damage[i + 1];
            }
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
        CadenceRecord.customer(w, 0, -4);
        for (int i = 0; i < DecisionsOut.MOST; i++) {
            DecisionsOut.add(w, 0, -10 - i, -62_167_219_200_000L);
        }
        DecisionsOut.show(w, 0, 1, t);
        DecisionsOut.show(w, 0, 3, t);
        DecisionsOut.answer(w, 0, 3, DecisionsOut.REFUSED);
        DecisionsOut.answer(w, 0, 3, DecisionsOut.ENGAGED);
        for (int i = 0; i < 2 * 70 + 1; i++) {
            CadenceRecord.refuse(w, 0);
        }
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
        final long[] states = {DecisionsOut.OUT, DecisionsOut.SHOWN, DecisionsOut.OUT, DecisionsOut.ENGAGED};
        final long[] times = {-62_167_219_200_000L, t, -62_167_219_200_000L, t};
        for (int i = 0; i < DecisionsOut.MOST; i++) {
            assertEquals(states[i], DecisionsOut.state(w, 0, i));
            assertEquals(times[i], DecisionsOut.time(w, 0, i));
        }
        assertArrayEquals(new long[] {-10, -11, -12, -13, -1, -2, -4, 0}, Arrays.copyOfRange(w, 8, 16));
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
