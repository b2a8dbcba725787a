package dev.inkling.scoring.rules.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

import dev.inkling.scoring.rules.Per;
import dev.inkling.scoring.rules.Rule;
import dev.inkling.scoring.rules.RuleException;
import dev.inkling.scoring.rules.Vocabulary;

/** Reads everything of one rule but its condition. */
final class RuleReader {
    /** Longest name, action type, action id or channel, in bytes of UTF-8. */
    static final int MAX_TEXT_BYTES = 64;
    /** All texts of a rule together with its payload, in bytes of UTF-8: they stand in each decision's frame of 1,024 bytes. */
    static final int MAX_LABEL_BYTES = 400;

    private static final List<String> KEYS =
        List.of("name", "when", "action", "per", "cooldown", "cohort", "priority", "enabled", "storefront", "on");
    private static final List<String> LATER = List.of("after", "cap", "every", "visible", "shadow");
    private static final List<String> PERS =
        Arrays.stream(Per.values()).map(per -> per.name().toLowerCase(Locale.ROOT)).collect(Collectors.toList());
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,6}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,3}(\\.\\d{1,17})?|\\.\\d{1,17}");

    private final Source source;
    private final YamlMap map;

    RuleReader(final Source source, final Node node) throws RuleException {
        this.source = source;
        this.map = new YamlMap(source, node, "a rule", KEYS, LATER);
    }

    /** Place of the name, for messages. */
    Node namePlace() {
        return map.place("name");
    }

    WhenText when() throws RuleException {
        return new WhenText(source, map.scalar("when"));
    }

    /** Types given by {@code on}; null when not given. */
    int[] on(final Vocabulary vocabulary) throws RuleException {
        if (!map.has("on")) {
            return null;
        }
        final Node node = map.place("on");
        final List<Node> names = node instanceof SequenceNode ? ((SequenceNode) node).getValue() : List.of(node);
        if (names.isEmpty()) {
            throw map.error(node, "on names no moment; expected at least one name or alias");
        }
        final MomentNames moments = new MomentNames(vocabulary);
        final int[] types = new int[names.size()];
        for (int i = 0; i < types.length; i++) {
            final Node name = names.get(i);
            if (!(name instanceof ScalarNode)) {
                throw map.error(name, "on is not a list of moments; expected such as [cart_add, cart_view]");
            }
            final String text = ((ScalarNode) name).getValue();
            types[i] = moments.type(text);
            if (types[i] < 0) {
                throw map.error(name, moments.unknown(text));
            }
        }
        return types;
    }

    Rule rule(final Vocabulary vocabulary, final String inWords) throws RuleException {
        final String name = label(map, "name", true);
        final YamlMap action =
            new YamlMap(source, map.required("action"), "an action", List.of("type", "id", "channel", "payload"), List.of());
        final String type = label(action, "type", true);
        final String id = label(action, "id", true);
        final String channel = label(action, "channel", false);
        final String payload = action.has("payload") ? PayloadJson.of(source, action.place("payload")) : null;
        final int bytes = bytes(name) + bytes(type) + bytes(id) + bytes(channel) + bytes(payload);
        if (bytes > MAX_LABEL_BYTES) {
            throw action.error(action.place("payload"), "name, action and payload take " + bytes
                + " bytes; expected at most " + MAX_LABEL_BYTES + ", a decision carries them");
        }
        final Node cohort = map.place("cohort");
        final YamlMap share = map.has("cohort") ? new YamlMap(source, cohort, "a cohort", List.of("treat", "seed"), List.of()) : null;
        final String seed = share == null ? null : label(share, "seed", false);
        return new Rule(name, vocabulary.textHash(name), type, id, channel, payload, per(), cooldown(),
            share == null ? 1 : treat(share), seed == null ? name : seed, priority(), label(map, "storefront", false), enabled(), inWords);
    }

    private Per per() throws RuleException {
        return Per.valueOf(map.choice("per", PERS, "none").toUpperCase(Locale.ROOT));
    }

    private boolean enabled() throws RuleException {
        return "true".equals(map.choice("enabled", List.of("true", "false"), "true"));
    }

    private long cooldown() throws RuleException {
        final String text = map.text("cooldown");
        if (text == null) {
            return 0;
        }
        final OptionalLong ms = Durations.parse(text);
        if (ms.isEmpty()) {
            throw map.error(map.place("cooldown"), "cooldown is " + Quoted.of(text) + "; " + Durations.EXPECTED);
        }
        return ms.getAsLong();
    }

    private int priority() throws RuleException {
        final String text = map.text("priority");
        if (text != null && !WHOLE.matcher(text).matches()) {
            throw map.error(map.place("priority"), "priority is " + Quoted.of(text) + "; expected a whole number of -999999 to 999999");
        }
        return text == null ? 0 : Integer.parseInt(text);
    }

    private static double treat(final YamlMap share) throws RuleException {
        final String text = share.text("treat");
        final double treat = text == null ? 1 : DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!(treat >= 0 && treat <= 1)) {
            throw share.error(share.place("treat"), "treat is " + Quoted.of(text) + "; expected a share of 0 to 1");
        }
        return treat;
    }

    private static String label(final YamlMap map, final String key, final boolean required) throws RuleException {
        if (required) {
            map.required(key);
        }
        final String text = map.text(key);
        if (text != null && (text.isBlank() || bytes(text) > MAX_TEXT_BYTES || text.chars().anyMatch(Character::isISOControl))) {
            throw map.error(map.place(key), key + " is " + Quoted.of(text) + "; expected a text of 1 to " + MAX_TEXT_BYTES
                + " bytes on one line");
        }
        return text;
    }

    private static int bytes(final String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
