package dev.inkling.scoring.rules.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.inkling.scoring.rules.NumberName;
import dev.inkling.scoring.rules.TextName;

/** Everything that a rule may name, by the way it is written. */
final class Names {
    /** Numbers. */
    static final Map<String, NumberName> NUMBERS = numbers();
    /** Texts. */
    static final Map<String, TextName> TEXTS = texts();
    /** Both, in order of declaration. */
    static final List<String> ALL = all();

    /** Both, and the literals that are words. */
    static final List<String> WORDS = Stream.concat(ALL.stream(), Stream.of("true", "false")).toList();

    private Names() {
    }

    private static Map<String, NumberName> numbers() {
        final Map<String, NumberName> names = new LinkedHashMap<>();
        for (final NumberName name : NumberName.values()) {
            names.put(name.celName(), name);
        }
        return Collections.unmodifiableMap(names);
    }

    private static Map<String, TextName> texts() {
        final Map<String, TextName> names = new LinkedHashMap<>();
        for (final TextName name : TextName.values()) {
            names.put(name.celName(), name);
        }
        return Collections.unmodifiableMap(names);
    }

    private static List<String> all() {
        final List<String> names = new ArrayList<>(NUMBERS.keySet());
        names.addAll(TEXTS.keySet());
        return Collections.unmodifiableList(names);
    }
}
