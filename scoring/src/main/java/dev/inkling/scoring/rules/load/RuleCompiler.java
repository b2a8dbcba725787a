package dev.inkling.scoring.rules.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.Rule;
import dev.inkling.scoring.rules.RuleException;
import dev.inkling.scoring.rules.RuleSet;
import dev.inkling.scoring.rules.Vocabulary;
import dev.inkling.scoring.rules.eval.Always;

/**
 * Compiles a rules file. A file is taken whole or refused whole, with the place of the first mistake. The same text and vocabulary give
 * the same rule set on every machine. Stateless; any thread may call it.
 */
public final class RuleCompiler {
    private static final String DEFAULT_RULES = "/dev/inkling/scoring/rules.yaml";

    private RuleCompiler() {
    }

    /**
     * Text of the rules that are in force unless others are given.
     *
     * @return YAML
     */
    public static String defaultText() {
        try (InputStream in = RuleCompiler.class.getResourceAsStream(DEFAULT_RULES)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException(DEFAULT_RULES, e);
        }
    }

    /**
     * Compiles rules.
     *
     * @param yamlText   the file's text
     * @param fileName   what the file is called in messages
     * @param vocabulary catalogue in force
     * @return the rules, ready to be evaluated
     * @throws RuleException when the file cannot be used, with its first mistake: {@code file:line:column: what; expected ...}
     */
    public static RuleSet compile(final String yamlText, final String fileName, final Vocabulary vocabulary) throws RuleException {
        final Source source = new Source(fileName, yamlText);
        final Node root = YamlText.read(source, yamlText);
        if (root == null) {
            throw source.error(0, "the file is empty; expected the key triggers with a list of rules");
        }
        final YamlMap file = new YamlMap(source, root, "the file", List.of("triggers"));
        final Node triggers = file.required("triggers");
        if (!(triggers instanceof SequenceNode) || ((SequenceNode) triggers).getValue().isEmpty()) {
            throw file.error(triggers, "triggers holds no rules; expected a list of rules");
        }
        return compile(source, ((SequenceNode) triggers).getValue(), vocabulary);
    }

    private static RuleSet compile(final Source source, final List<Node> nodes, final Vocabulary vocabulary) throws RuleException {
        if (nodes.size() > RuleSet.MAX_RULES) {
            throw source.error(nodes.get(RuleSet.MAX_RULES).getStartMark().getIndex(),
                "there are " + nodes.size() + " rules; expected at most " + RuleSet.MAX_RULES);
        }
        final WhenCompiler compiler = new WhenCompiler();
        final Facts facts = new Facts();
        final Set<String> names = new HashSet<>();
        final List<Rule> rules = new ArrayList<>();
        final Condition[] conditions = new Condition[nodes.size()];
        final int[][] looksAt = new int[nodes.size()][];
        for (int i = 0; i < conditions.length; i++) {
            final RuleReader reader = new RuleReader(source, nodes.get(i));
            final WhenText text = reader.when();
            if (text == null) {
                conditions[i] = Always.TRUE;
            } else {
                final CheckedWhen when = compiler.check(text);
                if (reader.isTimed()) {
                    TimedWhen.check(when, when.root());
                }
                conditions[i] = new Lowering(when, vocabulary, facts).condition(when.root());
                final int[] on = reader.on(vocabulary);
                looksAt[i] = on == null ? when.looksAt() : on;
            }
            rules.add(reader.rule(vocabulary, conditions[i].toString()));
            reader.noteWait(rules.get(i).after(), facts);
            if (!names.add(rules.get(i).name())) {
                throw source.error(reader.namePlace().getStartMark().getIndex(),
                    "a second rule is called " + Quoted.of(rules.get(i).name()) + "; expected each name once");
            }
        }
        return new RuleSet(rules, conditions, looksAt, facts.plan(), vocabulary.types(), facts.lookBack());
    }
}
