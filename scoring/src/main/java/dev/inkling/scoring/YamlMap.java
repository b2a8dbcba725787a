package dev.inkling.scoring;

import dev.inkling.scoring.rules.Nearest;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A mapping of a YAML file, read strictly: each value knows its place, so that a mistake is told with line, column and what was
 * expected. For loading only.
 */
final class YamlMap {
    /** Longest file, in characters: some hundred times the default catalogue. */
    private static final int MAX_CHARACTERS = 4 << 20;

    private final String file;
    private final MappingNode node;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();

    private YamlMap(final String file, final Node node) throws ConfigException {
        this.file = file;
        if (!(node instanceof MappingNode mapping)) {
            throw error(file, node.getStartMark(), "expected a mapping of keys to values");
        }
        this.node = mapping;
        for (final NodeTuple entry : mapping.getValue()) {
            final String key = scalar(entry.getKeyNode(), "a key");
            if (entries.putIfAbsent(key, entry) != null) {
                throw error(file, entry.getKeyNode().getStartMark(), "`" + key + "` stands twice; expected each key once");
            }
        }
    }

    /**
     * Reads a file.
     *
     * @param text whole
     * @param file its name, for errors
     * @return the mapping at its top
     * @throws ConfigException when it is not YAML, or not a mapping
     */
    static YamlMap parse(final String text, final String file) throws ConfigException {
        if (text.length() > MAX_CHARACTERS) {
            throw new ConfigException(file, 1, 1, text.length() + " characters; expected at most " + MAX_CHARACTERS);
        }
        final LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        try {
            final Node top = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (top == null) {
                throw new ConfigException(file, 1, 1, "the file is empty; expected a mapping of keys to values");
            }
            return new YamlMap(file, top);
        } catch (final MarkedYAMLException e) {
            throw error(file, e.getProblemMark(), e.getProblem() + "; expected YAML");
        } catch (final YAMLException e) {
            throw new ConfigException(file, 1, 1, e.getMessage().lines().findFirst().orElse("unreadable") + "; expected YAML");
        }
    }

    /** Refuses any key but these. */
    void allow(final String... keys) throws ConfigException {
        final List<String> allowed = List.of(keys);
        for (final Map.Entry<String, NodeTuple> entry : entries.entrySet()) {
            if (!allowed.contains(entry.getKey())) {
                throw error(file, entry.getValue().getKeyNode().getStartMark(), "unknown key `" + entry.getKey() + "`; expected one of "
                    + String.join(", ", allowed) + Nearest.hint(entry.getKey(), allowed, "`"));
            }
        }
    }

    boolean has(final String key) {
        return entries.containsKey(key);
    }

    String text(final String key) throws ConfigException {
        return scalar(value(key), "a text for `" + key + "`");
    }

    String text(final String key, final String otherwise) throws ConfigException {
        return has(key) ? text(key) : otherwise;
    }

    double number(final String key, final double least, final double most) throws ConfigException {
        final String expected = "a number from " + least + " to " + most + " for `" + key + "`";
        try {
            final double number = Double.parseDouble(scalar(value(key), expected));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (final NumberFormatException e) {
            throw at(key, "`" + text(key) + "` is not a number; expected " + expected, e);
        }
        throw at(key, text(key) + " is out of range; expected " + expected, null);
    }

    double number(final String key, final double least, final double most, final double otherwise) throws ConfigException {
        return has(key) ? number(key, least, most) : otherwise;
    }

    long whole(final String key, final long least, final long most, final long otherwise) throws ConfigException {
        if (!has(key)) {
            return otherwise;
        }
        final String expected = "a whole number from " + least + " to " + most + " for `" + key + "`";
        try {
            final long number = Long.parseLong(scalar(value(key), expected));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (final NumberFormatException e) {
            throw at(key, "`" + text(key) + "` is not a whole number; expected " + expected, e);
        }
        throw at(key, text(key) + " is out of range; expected " + expected, null);
    }

    YamlMap map(final String key) throws ConfigException {
        return new YamlMap(file, value(key));
    }

    List<YamlMap> maps(final String key) throws ConfigException {
        final List<YamlMap> maps = new ArrayList<>();
        for (final Node item : items(key)) {
            maps.add(new YamlMap(file, item));
        }
        return maps;
    }

    List<String> texts(final String key) throws ConfigException {
        final List<String> texts = new ArrayList<>();
        for (final Node item : items(key)) {
            texts.add(scalar(item, "a text in `" + key + "`"));
        }
        return texts;
    }

    /** A mistake in the value of a key, or in the whole mapping when it has no such key. */
    ConfigException at(final String key, final String what, final Throwable cause) {
        final Mark mark = has(key) ? entries.get(key).getValueNode().getStartMark() : node.getStartMark();
        final ConfigException error = error(file, mark, what);
        if (cause != null) {
            error.initCause(cause);
        }
        return error;
    }

    private List<Node> items(final String key) throws ConfigException {
        if (!has(key)) {
            return List.of();
        }
        if (value(key) instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw at(key, "expected a list for `" + key + "`", null);
    }

    private Node value(final String key) throws ConfigException {
        if (!has(key)) {
            throw error(file, node.getStartMark(), "`" + key + "` is missing; expected it here");
        }
        return entries.get(key).getValueNode();
    }

    private String scalar(final Node value, final String expected) throws ConfigException {
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw error(file, value.getStartMark(), "expected " + expected);
    }

    private static ConfigException error(final String file, final Mark mark, final String what) {
        return mark == null ? new ConfigException(file, 1, 1, what)
            : new ConfigException(file, mark.getLine() + 1, mark.getColumn() + 1, what);
    }
}
