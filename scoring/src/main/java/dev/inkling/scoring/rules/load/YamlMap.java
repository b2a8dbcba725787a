package dev.inkling.scoring.rules.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

import dev.inkling.scoring.rules.Nearest;
import dev.inkling.scoring.rules.RuleException;

/** A YAML mapping whose keys are known: each at most once, each value with its place. A key keeps its text, whatever YAML makes of it. */
final class YamlMap {
    private final Source source;
    private final Node node;
    private final String what;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /** Checks the keys. {@code what} names the mapping in messages. */
    YamlMap(final Source source, final Node node, final String what, final List<String> keys) throws RuleException {
        this.source = source;
        this.node = node;
        this.what = what;
        if (!(node instanceof MappingNode)) {
            throw error(node, what + " is not a mapping; expected the keys " + String.join(", ", keys));
        }
        for (final NodeTuple tuple : ((MappingNode) node).getValue()) {
            final Node key = tuple.getKeyNode();
            final String name = key instanceof ScalarNode ? ((ScalarNode) key).getValue() : "";
            if (!keys.contains(name)) {
                throw error(key, "unknown key " + Quoted.of(name) + " in " + what + "; expected one of " + String.join(", ", keys)
                    + Nearest.hint(name, keys));
            }
            if (values.putIfAbsent(name, tuple.getValueNode()) != null) {
                throw error(key, "the key " + name + " stands twice in " + what + "; expected it once");
            }
        }
    }

    RuleException error(final Node at, final String message) {
        return source.error(at.getStartMark().getIndex(), message);
    }

    /** Node of a key, the mapping itself when absent: the place to point at. */
    Node place(final String key) {
        return values.getOrDefault(key, node);
    }

    boolean has(final String key) {
        return values.containsKey(key);
    }

    Node required(final String key) throws RuleException {
        if (!has(key)) {
            throw error(node, what + " has no " + key + "; expected the key " + key);
        }
        return values.get(key);
    }

    /** Text of a scalar, null when absent. */
    String text(final String key) throws RuleException {
        return has(key) ? scalar(key).getValue() : null;
    }

    ScalarNode scalar(final String key) throws RuleException {
        final Node value = required(key);
        if (!(value instanceof ScalarNode)) {
            throw error(value, key + " of " + what + " is not a single value; expected text");
        }
        return (ScalarNode) value;
    }

    /** One of some words, the default when absent. */
    String choice(final String key, final List<String> words, final String otherwise) throws RuleException {
        final String text = text(key);
        if (text != null && !words.contains(text)) {
            throw error(place(key), key + " is " + Quoted.of(text) + "; expected one of " + String.join(", ", words)
                + Nearest.hint(text, words));
        }
        return text == null ? otherwise : text;
    }
}
