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

import dev.inkling.scoring.rules.After;
import dev.inkling.scoring.rules.Cap;
import dev.inkling.scoring.rules.Per;
import dev.inkling.scoring.rules.Place;
import dev.inkling.scoring.rules.Rule;
import dev.inkling.scoring.rules.RuleException;
import dev.inkling.scoring.rules.Vocabulary;

/** Reads everything of one rule but its condition. */
final class RuleReader {
    /** Longest name, action type, action id or channel, in bytes of UTF-8. */
    static final int MAX_TEXT_BYTES = 64;
    /** All texts of a rule together with its payload, in bytes of UTF-8: they stand in each decision's frame of 1,024 bytes. */
    static final int MAX_LABEL_BYTES = 400;

    private static final List<String> KEYS = List.of("name", "when", "after", "action", "per", "cooldown", "cap", "every", "visible",
        "cohort", "priority", "enabled", "shadow", "storefront", "on");
    /** What the shopper sees unless the rule says otherwise. */
    private static final String VISIBLE_CHANNEL = "onsite";
    private static final List<String> PERS =
        Arrays.stream(Per.values()).map(per -> per.name().toLowerCase(Locale.ROOT)).collect(Collectors.toList());
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,6}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,3}(\\.\\d{1,17})?|\\.\\d{1,17}");

    private final Source source;
    private final YamlMap map;

    RuleReader(final Source source, final Node node) throws RuleException {
        this.source = source;
        this.map = new YamlMap(source, node, "a rule", KEYS);
    }

    /** Place of the name, for messages. */
    Node namePlace() {
        return map.place("name");
    }

    /** Whether it waits for a timer. */
    boolean isTimed() {
        return map.has("after");
    }

    /** Its condition; null when it has none, but a timer. */
    WhenText when() throws RuleException {
        return map.has("after") && !map.has("when") ? null : new WhenText(source, map.scalar("when"));
    }

    /** Types given by {@code on}; null when not given. */
    int[] on(final Vocabulary vocabulary) throws RuleException {
        return map.has("on") ? types(map, "on", vocabulary) : null;
    }

    private static int[] types(final YamlMap of, final String key, final Vocabulary vocabulary) throws RuleException {
        final Node node = of.required(key);
        final List<Node> names = node instanceof SequenceNode ? ((SequenceNode) node).getValue() : List.of(node);
        if (names.isEmpty()) {
            throw of.error(node, key + " names no moment; expected at least one name or alias");
        }
        final MomentNames moments = new MomentNames(vocabulary);
        final int[] types = new int[names.size()];
        for (int i = 0; i < types.length; i++) {
            final Node name = names.get(i);
            if (!(name instanceof ScalarNode)) {
                throw of.error(name, key + " is not a list of moments; expected such as [cart_add, cart_view]");
            }
            final String text = ((ScalarNode) name).getValue();
            types[i] = moments.type(text);
            if (types[i] < 0) {
                throw of.error(name, moments.unknown(text));
            }
        }
        return types;
    }

    private YamlMap timer() throws RuleException {
        return new YamlMap(source, map.place("after"), "after", List.of("moment", "idle", "unless"));
    }

    /** Notes how long its timer waits, if it has one. */
    void noteWait(final After after, final Facts facts) throws RuleException {
        if (after != null) {
            final YamlMap timer = timer();
            facts.lookBack(after.idleMs(), timer.error(timer.place("idle"), "waits"));
        }
    }

    /** What its timer waits for; null when it has none. */
    private After after(final Vocabulary vocabulary) throws RuleException {
        if (!map.has("after")) {
            return null;
        }
        if (map.has("on")) {
            throw map.error(map.place("on"), "on stands beside after; expected one of them: a timer is set by its own moment");
        }
        final YamlMap after = timer();
        final int[] moments = types(after, "moment", vocabulary);
        after.required("idle");
        final long idle = duration(after, "idle");
        if (idle == 0) {
            throw after.error(after.place("idle"), "idle is 0; expected a duration such as 20s or 30m");
        }
        final int[] unless = after.has("unless") ? types(after, "unless", vocabulary) : new int[0];
        for (final int type : unless) {
            if (Arrays.stream(moments).anyMatch(moment -> moment == type)) {
                throw after.error(after.place("unless"), Quoted.of(vocabulary.typeName(type))
                    + " both sets the timer and takes it back; expected it in one place");
            }
        }
        return new After(Arrays.stream(moments).boxed().toList(), idle, Arrays.stream(unless).boxed().toList());
    }

    Rule rule(final Vocabulary vocabulary, final String inWords) throws RuleException {
        final String name = label(map, "name", true);
        final YamlMap action =
            new YamlMap(source, map.required("action"), "an action", List.of("type", "id", "channel", "payload"));
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
        final YamlMap share = map.has("cohort") ? new YamlMap(source, cohort, "a cohort", List.of("treat", "seed")) : null;
        final String seed = share == null ? null : label(share, "seed", false);
        final After after = after(vocabulary);
        return new Rule(name, vocabulary.textHash(name), type, id, channel, payload, per(), duration(map, "cooldown"),
            share == null ? 1 : treat(share), seed == null ? name : seed, whole(map, "priority", -999_999, 999_999, 0),
            label(map, "storefront", false), place("storefront"), truth("enabled", true), cap(), whole(map, "every", 1, Cap.MOST, 1),
            truth("visible", VISIBLE_CHANNEL.equals(channel)), truth("shadow", false), after,
            after == null ? inWords : inWords(after, inWords, vocabulary));
    }

    /** A timer waits, and its condition, if it has one, is looked at when it is due. */
    private String inWords(final After after, final String condition, final Vocabulary vocabulary) throws RuleException {
        final String waits = "nothing for " + timer().text("idle") + " behind " + names(after.moments(), vocabulary)
            + (after.unless().isEmpty() ? "" : " unless " + names(after.unless(), vocabulary));
        return map.has("when") ? waits + ", and then " + condition : waits;
    }

    private static String names(final List<Integer> types, final Vocabulary vocabulary) {
        return types.stream().map(vocabulary::typeName).collect(Collectors.joining(" or "));
    }

    private Place place(final String key) {
        return map.has(key) ? source.place(map.place(key).getStartMark().getIndex()) : null;
    }

    private Cap cap() throws RuleException {
        if (!map.has("cap")) {
            return Cap.NONE;
        }
        final YamlMap cap = new YamlMap(source, map.place("cap"), "a cap", List.of("session", "day"));
        if (!cap.has("session") && !cap.has("day")) {
            throw map.error(map.place("cap"), "cap says nothing; expected session, day or both");
        }
        return new Cap(whole(cap, "session", 1, Cap.MOST, 0), whole(cap, "day", 1, Cap.MOST, 0));
    }

    private Per per() throws RuleException {
        return Per.valueOf(map.choice("per", PERS, "none").toUpperCase(Locale.ROOT));
    }

    private boolean truth(final String key, final boolean otherwise) throws RuleException {
        return "true".equals(map.choice(key, List.of("true", "false"), Boolean.toString(otherwise)));
    }

    private static long duration(final YamlMap of, final String key) throws RuleException {
        final String text = of.text(key);
        if (text == null) {
            return 0;
        }
        final OptionalLong ms = Durations.parse(text);
        if (ms.isEmpty()) {
            throw of.error(of.place(key), key + " is " + Quoted.of(text) + "; " + Durations.EXPECTED);
        }
        return ms.getAsLong();
    }

    private static int whole(final YamlMap of, final String key, final int least, final int most, final int otherwise)
        throws RuleException {
        final String text = of.text(key);
        if (text == null) {
            return otherwise;
        }
        final int number = WHOLE.matcher(text).matches() ? Integer.parseInt(text) : Integer.MIN_VALUE;
        if (number < least || number > most) {
            throw of.error(of.place(key), key + " is " + Quoted.of(text) + "; expected a whole number of " + least + " to " + most);
        }
        return number;
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
