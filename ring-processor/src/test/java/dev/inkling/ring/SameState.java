package dev.inkling.ring;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares two objects field by field, through everything of ours that they refer to, so that a field which was added and is neither
 * saved nor loaded is found. What is left out is named here, with the reason why nothing that follows depends on it.
 */
final class SameState {
    /** Fields that are written before they are read at each frame, or hold no state of their own. */
    private static final Set<String> SCRATCH = Set.of(
        // The present moment and what was made of it: filled anew for each.
        "MomentProcessor.moment", "MomentProcessor.reader", "Scorer.scores", "Triggers.decision", "RuleInputFiller.inputs",
        "ModelInputs.inputs", "ConversionScorer.features", "ConversionScorer.r", "ConversionScorer.at", "ConversionScorer.moment",
        "ScrollBaselines.z", "DecisionEmitter.frame", "DecisionEmitter.sink",
        "DecisionEmitter.sequence", "DecisionEmitter.received", "DecisionEmitter.timers", "DecisionEmitter.ordinal",
        "DueTimers.nobody", "DueTimers.scores", "DueTimers.snapshot",
        // What a check found, for what is done about its verdict at once; timers whose turn has come.
        "Cadence.checked", "TimerTable.polled", "TimerTable.fetched",
        // The record in hand: chosen before anything of it is read.
        "FactTable.r", "FactTable.at", "FactTable.presentFact",
        // What memory was asked for; what a look-up showed.
        "MomentProcessor.ahead", "Fetcher.fetched", "Fetcher.slots", "Expiry.fetched", "Expiry.due", "MomentProcessor.snapshot",
        // The same gap gives the same factor.
        "Decay.lastGapMs", "Decay.lastFactor",
        // Compared by what is begun of a text: see the test.
        "ConfigurationCollector.text", "ConfigurationCollector.collected", "ConfigurationCollector.textBytes",
        "ConfigurationCollector.digest", "ConfigurationCollector.kind",
        // Said only while configuration is not complete, when it is put anew.
        "ProcessorConfiguration.problem", "ProcessorConfiguration.names",
        // Tells other threads that something changed.
        "InForce.revision");
    /** The order of entries in an index depends on what was removed; who looks a key up cannot tell. */
    private static final Set<String> INDEXES = Set.of("KeyedSlots.index", "DecisionIndex.index");
    private static final String OURS = "dev.inkling.";

    private final Set<String> met = new TreeSet<>();
    private final Map<Object, Object> seen = new IdentityHashMap<>();
    private final Deque<Runnable> left = new ArrayDeque<>();
    private String difference;

    private SameState() {
    }

    /**
     * Looks for a difference.
     *
     * @param a one
     * @param b the other
     * @return where the first one is, null when there is none
     */
    static String difference(final Object a, final Object b) {
        final SameState comparison = new SameState();
        comparison.compare(a.getClass().getSimpleName(), a, b);
        while (comparison.difference == null && !comparison.left.isEmpty()) {
            comparison.left.poll().run();
        }
        return comparison.difference;
    }

    /**
     * What is left out and is not there any more.
     *
     * @param of object that has everything
     * @return names of fields
     */
    static Set<String> staleNames(final Object of) {
        final SameState comparison = new SameState();
        comparison.compare("", of, of);
        while (!comparison.left.isEmpty()) {
            comparison.left.poll().run();
        }
        final Set<String> stale = new TreeSet<>(SCRATCH);
        stale.addAll(INDEXES);
        stale.removeAll(comparison.met);
        return stale;
    }

    private void compare(final String path, final Object a, final Object b) {
        if (a == null || b == null || a.getClass() != b.getClass()) {
            require(path, a == null && b == null, a, b);
        } else if (a.getClass().isArray()) {
            compareArrays(path, a, b);
        } else if (!a.getClass().getName().startsWith(OURS) || a instanceof Enum || a.getClass().isHidden()) {
            require(path, a.equals(b), a, b);
        } else if (seen.put(a, b) == null) {
            for (Class<?> type = a.getClass(); type != Object.class; type = type.getSuperclass()) {
                for (final Field field : type.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())) {
                        compareField(path, type, field, a, b);
                    }
                }
            }
        }
    }

    private void compareField(final String path, final Class<?> type, final Field field, final Object a, final Object b) {
        final String name = type.getSimpleName() + '.' + field.getName();
        met.add(name);
        if (SCRATCH.contains(name)) {
            return;
        }
        final Object inA = get(field, a);
        final Object inB = get(field, b);
        final String inner = path + '.' + field.getName();
        if (INDEXES.contains(name)) {
            final boolean inPairs = "KeyedSlots.index".equals(name);
            require(inner, entries(inA, inPairs).equals(entries(inB, inPairs)), "entries", "other entries");
        } else if (field.getType().isPrimitive()) {
            require(inner, inA.equals(inB), inA, inB);
        } else {
            left.add(() -> compare(inner, inA, inB));
        }
    }

    private void compareArrays(final String path, final Object a, final Object b) {
        final int length = Array.getLength(a);
        require(path + ".length", length == Array.getLength(b), length, Array.getLength(b));
        if (difference == null && !equal(a, b)) {
            for (int i = 0; i < length; i++) {
                compare(path + '[' + i + ']', Array.get(a, i), Array.get(b, i));
            }
        }
    }

    /** Quick where most is equal; elements are looked at one by one only if not. */
    private static boolean equal(final Object a, final Object b) {
        if (a instanceof long[] longs) {
            return Arrays.equals(longs, (long[]) b);
        }
        return a instanceof int[] ints && Arrays.equals(ints, (int[]) b);
    }

    private void require(final String path, final boolean same, final Object a, final Object b) {
        if (!same && difference == null) {
            difference = path + ": " + a + " and " + b;
        }
    }

    /** Keys and what stands behind them in pairs, or whole entries, each with how often it is there. */
    private static Map<Long, Long> entries(final Object index, final boolean inPairs) {
        final Map<Long, Long> entries = new TreeMap<>();
        final long[] words = (long[]) index;
        for (int i = 0; i < words.length; i += inPairs ? 2 : 1) {
            if (inPairs && words[i + 1] != 0) {
                entries.put(words[i], words[i + 1]);
            } else if (!inPairs && words[i] != 0) {
                entries.merge(words[i], 1L, Long::sum);
            }
        }
        return entries;
    }

    private static Object get(final Field field, final Object of) {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (final IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
