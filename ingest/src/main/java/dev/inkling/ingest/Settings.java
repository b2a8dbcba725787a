package dev.inkling.ingest;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The value of each setting and where it came from: a flag before the environment before the file before the default. Immutable. */
public final class Settings {
    private final Map<Setting, String> values;
    private final Map<Setting, String> origins;

    Settings(final Map<Setting, String> values, final Map<Setting, String> origins) {
        this.values = new EnumMap<>(values);
        this.origins = new EnumMap<>(origins);
    }

    /**
     * Value as text.
     *
     * @param setting which
     * @return the text, empty when the setting is off
     */
    public String text(final Setting setting) {
        return values.getOrDefault(setting, setting.byDefault());
    }

    /**
     * Whether a value was given.
     *
     * @param setting which
     * @return true unless it is empty
     */
    public boolean has(final Setting setting) {
        return !text(setting).isEmpty();
    }

    /**
     * Whether a value was given, be it the default's.
     *
     * @param setting which
     * @return false where its default is used
     */
    public boolean isGiven(final Setting setting) {
        return values.containsKey(setting);
    }

    /**
     * Value as a whole number.
     *
     * @param setting which
     * @param least   allowed
     * @param most    allowed
     * @return the number
     * @throws StartException when it is none, or out of bounds
     */
    public long number(final Setting setting, final long least, final long most) {
        final String text = text(setting).replace("_", "");
        try {
            final long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (final NumberFormatException e) {
            // Told below, with the bounds.
        }
        throw new StartException(name(setting) + ": '" + text(setting) + "' is not a whole number from " + least + " to " + most
            + " (" + setting.unit() + ")");
    }

    /**
     * Value as one of a few words.
     *
     * @param setting which, its unit listing the words
     * @return the word
     * @throws StartException when it is another
     */
    public String choice(final Setting setting) {
        final String word = text(setting).toLowerCase(Locale.ROOT);
        final List<String> words = Arrays.asList(setting.unit().split("\\|"));
        if (!words.contains(word)) {
            throw new StartException(name(setting) + ": '" + text(setting) + "' is none of " + String.join(", ", words));
        }
        return word;
    }

    /**
     * What a message calls a setting: its key and where its value came from.
     *
     * @param setting which
     * @return such as {@code clock (from --clock)}
     */
    public String name(final Setting setting) {
        return setting.key() + " (from " + origin(setting) + ")";
    }

    /**
     * All settings as they are printed at start, secrets masked.
     *
     * @return a line for each
     */
    public List<String> lines() {
        return Arrays.stream(Setting.values()).map(this::line).toList();
    }

    private String line(final Setting setting) {
        final String shown;
        if (setting.isSecret() && has(setting)) {
            shown = "********";
        } else if (has(setting)) {
            shown = text(setting);
        } else {
            shown = "-";
        }
        return String.format(Locale.ROOT, "%-21s %-20s %-20s from %s", setting.key(), shown, setting.unit(), origin(setting));
    }

    private String origin(final Setting setting) {
        return origins.getOrDefault(setting, "default");
    }
}
