package dev.inkling.scoring;

import dev.inkling.scoring.rules.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Reads a catalogue from YAML and refuses what is not meant. */
final class CatalogueLoader {
    private static final String OTHER = "other";
    private static final List<String> STAGES = Arrays.stream(Stage.values()).map(Stage::label).toList();
    private static final List<String> MEASURES = Arrays.stream(MomentType.Input.values()).map(MomentType.Input::label).toList();

    private final ToLongFunction<String> textHash;
    private final List<MomentType> types = new ArrayList<>();
    private final List<String> categories = new ArrayList<>();
    private final boolean[] scored = new boolean[Catalogue.MAX_CATEGORIES];
    private final Map<String, String> owners = new HashMap<>();

    CatalogueLoader(final ToLongFunction<String> textHash) {
        this.textHash = textHash;
    }

    Catalogue load(final String text, final String file) throws ConfigException {
        final YamlMap top = YamlMap.parse(text, file);
        top.allow("categories", "scores");
        final ScoreFigures figures = ScoreFigures.of(top, YamlMap.parse(Catalogue.defaultText(), "default catalogue"));
        owners.put(OTHER, OTHER);
        types.add(null);
        for (final YamlMap category : top.maps("categories")) {
            addCategory(category);
        }
        if (types.size() == 1) {
            throw top.at("categories", "no types; expected at least one category with a type", null);
        }
        if (!categories.contains(OTHER)) {
            addCategoryName(OTHER, true, top);
        }
        types.set(Catalogue.OTHER, new MomentType(OTHER, List.of(), categories.indexOf(OTHER), Stage.RESEARCH, 0, null));
        return new Catalogue(types, categories, scored, figures, textHash);
    }

    private void addCategory(final YamlMap category) throws ConfigException {
        category.allow("name", "stage", "scored", "types");
        final String name = category.text("name");
        if (categories.contains(name)) {
            throw category.at("name", "category `" + name + "` stands twice; expected each once", null);
        }
        addCategoryName(name, flag(category, "scored"), category);
        final Stage stage = stage(category);
        for (final YamlMap type : category.maps("types")) {
            addType(type, categories.size() - 1, stage);
        }
    }

    private void addCategoryName(final String name, final boolean isScored, final YamlMap place) throws ConfigException {
        if (categories.size() == Catalogue.MAX_CATEGORIES) {
            throw place.at("name", "too many categories; expected at most " + Catalogue.MAX_CATEGORIES + ", `other` among them", null);
        }
        scored[categories.size()] = isScored;
        categories.add(name);
    }

    private void addType(final YamlMap type, final int category, final Stage categoryStage) throws ConfigException {
        type.allow("name", "aliases", "stage", "weight", "ramp");
        if (types.size() == Catalogue.MAX_TYPES) {
            throw type.at("name", "too many types; expected at most " + Catalogue.MAX_TYPES + ", `other` among them", null);
        }
        final String name = type.text("name");
        own(name, name, type, "name");
        final List<String> aliases = type.texts("aliases");
        for (final String alias : aliases) {
            own(alias, name, type, "aliases");
        }
        final MomentType.Ramp ramp = type.has("ramp") ? ramp(type.map("ramp")) : null;
        final double weight = ramp == null ? type.number("weight", 0, 1) : type.number("weight", 0, 1, 0);
        types.add(new MomentType(name, List.copyOf(aliases), category, type.has("stage") ? stage(type) : categoryStage, weight, ramp));
    }

    private void own(final String name, final String owner, final YamlMap type, final String key) throws ConfigException {
        if (name.isEmpty()) {
            throw type.at(key, "an empty name; expected a text", null);
        }
        final String before = owners.putIfAbsent(name, owner);
        if (before != null) {
            throw type.at(key, "`" + name + "` is already a name of `" + before + "`; expected each name once", null);
        }
        if (owners.size() > Catalogue.MAX_NAMES) {
            throw type.at(key, "too many names; expected at most " + Catalogue.MAX_NAMES, null);
        }
    }

    private static MomentType.Ramp ramp(final YamlMap ramp) throws ConfigException {
        ramp.allow("of", "lo", "hi", "from", "to");
        final String of = ramp.text("of");
        final MomentType.Input input = Arrays.stream(MomentType.Input.values()).filter(i -> i.label().equals(of)).findFirst()
            .orElseThrow(() -> ramp.at("of", "unknown measure `" + of + "`; expected " + String.join(" or ", MEASURES)
                + Nearest.hint(of, MEASURES, "`"), null));
        final double lo = ramp.number("lo", 0, Double.MAX_VALUE);
        final double hi = ramp.number("hi", 0, Double.MAX_VALUE);
        if (hi <= lo) {
            throw ramp.at("hi", "hi " + hi + " is not above lo " + lo + "; expected a larger number", null);
        }
        return new MomentType.Ramp(input, lo, hi, ramp.number("from", 0, 1), ramp.number("to", 0, 1));
    }

    private static Stage stage(final YamlMap map) throws ConfigException {
        final String label = map.text("stage");
        return Arrays.stream(Stage.values()).filter(s -> s.label().equals(label)).findFirst()
            .orElseThrow(() -> map.at("stage", "unknown stage `" + label + "`; expected one of " + String.join(", ", STAGES)
                + Nearest.hint(label, STAGES, "`"), null));
    }

    private static boolean flag(final YamlMap map, final String key) throws ConfigException {
        final String text = map.text(key, "true").toLowerCase(Locale.ROOT);
        if (!text.equals("true") && !text.equals("false")) {
            throw map.at(key, "`" + text + "`; expected true or false for `" + key + "`"
                + Nearest.hint(text, List.of("true", "false"), "`"), null);
        }
        return text.equals("true");
    }
}
