package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A model is taken whole or refused with the place of its first mistake. */
class ModelMistakesTest {
    private static final Catalogue CATALOGUE = Shop.catalogue(Catalogue.defaultText());
    private static final String TREES = "model:\n  kind: trees\n  features: [{name: session.age}]\n  trees:\n";
    private static final String LEAF = "{leaf: 1}";

    private static Model parse(final String text) throws ConfigException {
        return Model.parse(text, "model.yaml", CATALOGUE);
    }

    private static String refusal(final String text) {
        return assertThrows(ConfigException.class, () -> parse(text)).getMessage();
    }

    private static String linear(final String features) {
        return "model:\n  kind: logistic\n  intercept: 0\n  features:\n" + features;
    }

    private static String tree(final int depth) {
        return depth == 0 ? LEAF
            : "{feature: session.age, threshold: 1, left: " + LEAF + ", right: " + tree(depth - 1) + "}";
    }

    private static String full(final int depth) {
        return depth == 0 ? LEAF
            : "{feature: session.age, threshold: 1, left: " + full(depth - 1) + ", right: " + full(depth - 1) + "}";
    }

    @Test
    void shouldTakeAsMuchAsItSays() throws Exception {
        assertNull(parse(" \n"));
        assertNotNull(parse(TREES + "  - " + tree(Model.MAX_DEPTH) + '\n'));
        final String lines = ("  - " + full(5) + '\n').repeat(Model.MAX_TREES);
        assertNotNull(parse(TREES + lines));
        final StringBuilder features = new StringBuilder();
        int count = 0;
        for (final String name : ModelNames.of(CATALOGUE.categories()).keySet()) {
            features.append("  - {name: ").append(name).append(", weight: 1}\n");
            count++;
        }
        assertEquals(count, parse(linear(features.toString())).places().length);
        assertTrue(count <= Model.MAX_FEATURES);
    }

    @Test
    void shouldNameWhatIsNotKnown() {
        assertEquals("model.yaml:5:12: unknown feature `session.intend`; expected a number of rules, a stage, an urgency, a device, a time"
            + " or the cluster of a category; did you mean `session.intent`?", refusal(linear("  - {name: session.intend, weight: 1}\n")));
        assertTrue(refusal(linear("  - {name: cluster.turst, weight: 1}\n")).endsWith("did you mean `cluster.trust`?"));
        assertTrue(refusal(linear("  - {name: visitor.probability, weight: 1}\n")).startsWith("model.yaml:5:12: unknown feature"));
        assertTrue(refusal("model:\n  kind: logstic\n").endsWith("did you mean `logistic`?"));
        assertTrue(refusal("model:\n  kind: trees\n  link: logistik\n").endsWith("did you mean `logistic`?"));
        assertTrue(refusal(linear("  - {name: intent, weight: 1}\n"))
            .endsWith("did you mean `moment.intent` or `session.intent` or `cluster.intent`?"));
        assertEquals("model.yaml:2:9: unknown kind `forest`; expected logistic or trees", refusal("model:\n  kind: forest\n"));
        assertEquals("model.yaml:3:9: unknown link `identity`; expected logistic", refusal("model:\n  kind: trees\n  link: identity\n"));
        assertEquals("model.yaml:1:1: unknown key `modle`; expected one of model; did you mean `model`?", refusal("modle: {}\n"));
        assertTrue(refusal(linear("  - {name: session.age, wieght: 1}\n")).contains("did you mean `weight`?"));
        assertEquals("model.yaml:5:15: `session.agee` is not among the features of the model; expected one of them;"
            + " did you mean `session.age`?",
            refusal(TREES + "  - {feature: session.agee, threshold: 1, left: {leaf: 1}, right: {leaf: 1}}\n"));
    }

    @Test
    void shouldRefuseWhatIsMissingTwiceOrOutOfRange() {
        assertTrue(refusal(linear("  - {name: session.age}\n")).contains("`weight` is missing"));
        assertEquals("model.yaml:6:12: feature `session.age` stands twice; expected each once",
            refusal(linear("  - {name: session.age, weight: 1}\n  - {name: session.age, weight: 1}\n")));
        assertTrue(refusal(linear("  - {name: session.age, weight: .nan}\n")).startsWith("model.yaml:5:33: "));
        assertTrue(refusal(linear("  - {name: session.age, weight: 1e13}\n")).contains("out of range"));
        assertTrue(refusal(linear("  - {name: session.age, weight: 1, scale: 0}\n")).contains("out of range"));
        assertEquals("model.yaml:5:5: 0 features; expected 1 to 64", refusal(linear("    []\n")));
        assertTrue(refusal("model:\n  kind: logistic\n  features:\n  - {name: session.age, weight: 1}\n")
            .contains("`intercept` is missing"));
        assertTrue(refusal(TREES + "  - {feature: session.age, threshold: 1, left: {leaf: 1}}\n").contains("`right` is missing"));
        assertTrue(refusal(TREES + "  - {leaf: 1, threshold: 1}\n").contains("unknown key `threshold`; expected one of leaf"));
        assertTrue(refusal("[1, 2]").contains("expected a mapping"));
        assertTrue(refusal("model: {kind: trees").startsWith("model.yaml:"));
    }

    @Test
    void shouldBoundDepthTreesAndNodes() {
        assertTrue(refusal(TREES + "  - " + tree(Model.MAX_DEPTH + 1) + '\n').contains(
            "a decision below 12 others; expected a leaf here"));
        assertEquals("model.yaml:5:3: 513 trees; expected 1 to 512", refusal(TREES + ("  - " + LEAF + '\n').repeat(513)));
        // A tree that contains itself, and one whose parts multiply: a bound on depth and nodes ends both.
        assertTrue(refusal(TREES + "  - &t {feature: session.age, threshold: 1, left: *t, right: *t}\n").contains("expected a leaf here"));
        final StringBuilder bomb = new StringBuilder(TREES + "  - &t0 {leaf: 1}\n");
        for (int i = 1; i <= Model.MAX_DEPTH; i++) {
            bomb.append("  - &t").append(i).append(" {feature: session.age, threshold: 1, left: *t").append(i - 1)
                .append(", right: *t").append(i - 1).append("}\n");
        }
        bomb.append("  - *t12\n".repeat(20));
        assertTrue(refusal(bomb.toString()).contains("expected at most 32768"));
        assertTrue(refusal("#" + " ".repeat(5 << 20)).contains("expected at most 4194304"));
    }
}
