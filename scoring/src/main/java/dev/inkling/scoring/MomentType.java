package dev.inkling.scoring;

import java.util.List;

/**
 * One type of a catalogue.
 *
 * @param name     canonical
 * @param aliases  what vendors call it, as they write it
 * @param category index of its category
 * @param stage    of its moments, unless they follow a purchase
 * @param weight   0 to 1
 * @param ramp     null without one
 */
public record MomentType(String name, List<String> aliases, int category, Stage stage, double weight, Ramp ramp) {
    /** What a ramp measures. */
    public enum Input {
        /** |px/s|, brought to the scale of all devices. */
        SCROLL_VELOCITY("scroll_velocity"),
        /** Seconds. */
        DURATION("duration");

        private final String label;

        Input(final String label) {
            this.label = label;
        }

        /**
         * As written in a catalogue.
         *
         * @return the name
         */
        public String label() {
            return label;
        }
    }

    /**
     * Intent that grows with a measure: 0 below lo, then from {@code from} at lo to {@code to} at hi and beyond.
     *
     * @param input measure
     * @param lo    where it begins
     * @param hi    where it ends, above lo
     * @param from  0 to 1
     * @param to    0 to 1
     */
    public record Ramp(Input input, double lo, double hi, double from, double to) {
        /**
         * Intent at a measure.
         *
         * @param x the measure; NaN counts as below
         * @return 0 to 1
         */
        public double at(final double x) {
            return x >= lo ? from + (to - from) * Math.min(1, (x - lo) / (hi - lo)) : 0;
        }
    }
}
