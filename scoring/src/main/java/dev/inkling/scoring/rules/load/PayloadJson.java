package dev.inkling.scoring.rules.load;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

import dev.inkling.scoring.rules.RuleException;

/**
 * Writes a payload as JSON on one line, keys in the order of the file. A plain scalar is what JSON says it is: true, false, null or a
 * number; everything else is a string ({@code yes} too).
 */
final class PayloadJson {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

    private final Source source;
    private final StringBuilder json = new StringBuilder();

    private PayloadJson(final Source source) {
        this.source = source;
    }

    static String of(final Source source, final Node node) throws RuleException {
        final PayloadJson payload = new PayloadJson(source);
        payload.write(node);
        return payload.json.toString();
    }

    private void write(final Node node) throws RuleException {
        if (node instanceof MappingNode) {
            writeMap((MappingNode) node);
        } else if (node instanceof SequenceNode) {
            writeList((SequenceNode) node);
        } else {
            writeScalar((ScalarNode) node);
        }
    }

    private void writeMap(final MappingNode node) throws RuleException {
        final Set<String> seen = new HashSet<>();
        char separator = '{';
        for (final NodeTuple tuple : node.getValue()) {
            final Node key = tuple.getKeyNode();
            if (!(key instanceof ScalarNode) || !seen.add(((ScalarNode) key).getValue())) {
                throw source.error(key.getStartMark().getIndex(), "not a key for a payload; expected text that stands once");
            }
            json.append(separator);
            writeString(((ScalarNode) key).getValue());
            json.append(':');
            write(tuple.getValueNode());
            separator = ',';
        }
        json.append(separator == '{' ? "{}" : "}");
    }

    private void writeList(final SequenceNode node) throws RuleException {
        char separator = '[';
        for (final Node item : node.getValue()) {
            json.append(separator);
            write(item);
            separator = ',';
        }
        json.append(separator == '[' ? "[]" : "]");
    }

    private void writeScalar(final ScalarNode node) {
        final String text = node.getValue();
        if (!node.isPlain()) {
            writeString(text);
        } else if (text.isEmpty() || "~".equals(text)) {
            json.append("null");
        } else if ("true".equals(text) || "false".equals(text) || "null".equals(text) || NUMBER.matcher(text).matches()) {
            json.append(text);
        } else {
            writeString(text);
        }
    }

    private void writeString(final String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c == '\n') {
                json.append("\\n");
            } else if (c < ' ' || Character.isSurrogate(c) && !paired(text, i)) {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    private static boolean paired(final String text, final int i) {
        return Character.isHighSurrogate(text.charAt(i))
            ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
            : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
