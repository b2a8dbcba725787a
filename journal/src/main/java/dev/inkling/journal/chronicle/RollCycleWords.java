package dev.inkling.journal.chronicle;

import java.util.LinkedHashMap;
import java.util.Map;

import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.RollCycles;

/**
 * What users call roll cycles, and what Chronicle does. A file of {@code hourly} or longer holds 2^32 frames at
 * most: 1.19 million a second for an hour, 49,000 a second for a day.
 */
final class RollCycleWords {
    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("minutely", "MINUTELY");
        NAMES.put("five-minutely", "FIVE_MINUTELY");
        NAMES.put("ten-minutely", "TEN_MINUTELY");
        NAMES.put("half-hourly", "HALF_HOURLY");
        NAMES.put("hourly", "FAST_HOURLY");
        NAMES.put("two-hourly", "TWO_HOURLY");
        NAMES.put("six-hourly", "SIX_HOURLY");
        NAMES.put("daily", "FAST_DAILY");
    }

    private RollCycleWords() {
    }

    /**
     * Chronicle's name.
     *
     * @param given a word, or that name
     * @return the name
     * @throws IllegalArgumentException when it is neither
     */
    static String name(final String given) {
        final String name = NAMES.getOrDefault(given, given);
        for (final RollCycle cycle : RollCycles.all()) {
            if (((Enum<?>) cycle).name().equals(name)) {
                return name;
            }
        }
        throw new IllegalArgumentException("no roll cycle is called '" + given + "': take one of " + String.join(", ", NAMES.keySet()));
    }

    /** The word for Chronicle's name; the name itself where there is none. */
    static String word(final String name) {
        return NAMES.entrySet().stream().filter(entry -> entry.getValue().equals(name)).map(Map.Entry::getKey).findAny().orElse(name);
    }
}
