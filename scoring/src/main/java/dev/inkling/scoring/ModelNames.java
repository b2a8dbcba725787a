package dev.inkling.scoring;

import dev.inkling.scoring.rules.NumberName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model may read, by name, and where {@link ModelInputs} keeps it: the numbers of rules but the probability itself, then indicators
 * (1 when it is so, else 0) and times, then a weight for each category of the catalogue.
 */
final class ModelNames {
    private static final int NUMBERS = NumberName.values().length;
    /** The first of four, by the ordinal of {@link Stage}. */
    static final int STAGE = NUMBERS;
    /** The first of three, by the ordinal of {@link Urgency}. */
    static final int URGENCY = STAGE + Stage.values().length;
    /** The first of four, by the ordinal of {@link Device}. */
    static final int DEVICE = URGENCY + Urgency.values().length;
    /** Whole hours since midnight UTC, 0 to 23. */
    static final int HOUR = DEVICE + Device.values().length;
    /** Days since Monday, UTC, 0 to 6. */
    static final int WEEKDAY = HOUR + 1;
    /** The first of one for each category. */
    static final int CLUSTERS = WEEKDAY + 1;
    /** How many there are at most. */
    static final int SIZE = CLUSTERS + VisitorLayout.CATEGORIES;

    private ModelNames() {
    }

    /** Places by name, for a catalogue with these categories. */
    static Map<String, Integer> of(final List<String> categories) {
        final Map<String, Integer> places = new LinkedHashMap<>();
        for (final NumberName number : NumberName.values()) {
            if (number != NumberName.VISITOR_PROBABILITY) {
                places.put(number.celName(), number.ordinal());
            }
        }
        for (final Stage stage : Stage.values()) {
            places.put("stage." + stage.label(), STAGE + stage.ordinal());
        }
        for (final Urgency urgency : Urgency.values()) {
            places.put("urgency." + urgency.label(), URGENCY + urgency.ordinal());
        }
        for (final Device device : Device.values()) {
            places.put("device." + device.label(), DEVICE + device.ordinal());
        }
        places.put("time.hour", HOUR);
        places.put("time.weekday", WEEKDAY);
        for (int category = 0; category < categories.size(); category++) {
            places.put("cluster." + categories.get(category), CLUSTERS + category);
        }
        return places;
    }
}
