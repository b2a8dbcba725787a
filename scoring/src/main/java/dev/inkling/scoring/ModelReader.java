package dev.inkling.scoring;

import dev.inkling.scoring.rules.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads a model from YAML and refuses what is not meant. For one model. */
final class ModelReader {
    /** Bound of every number in a file: whatever the features are, sums stay finite. */
    private static final double MOST = 1e12;
    private static final List<String> LINKS = List.of("logistic");
    private static final List<String> KINDS = List.of("logistic", "trees");
    private static final double LEAST_SCALE = 1e-12;
    private static final int FIRST_NODES = 256;

    private final Map<String, Integer> known;
    private final List<String> names = new ArrayList<>();
    private int[] nodeFeatures = new int[FIRST_NODES];
    private double[] nodeValues = new double[FIRST_NODES];
    private int[] left = new int[FIRST_NODES];
    private int[] right = new int[FIRST_NODES];
    private int nodes;

    ModelReader(final List<String> categories) {
        known = ModelNames.of(categories);
    }

    Model read(final String text, final String file) throws ConfigException {
        final YamlMap top = YamlMap.parse(text, file);
        top.allow("model");
        final YamlMap model = top.map("model");
        if (!model.text("link", "logistic").equals("logistic")) {
            throw model.at("link", "unknown link `" + model.text("link") + "`; expected logistic"
                + Nearest.hint(model.text("link"), LINKS, "`"), null);
        }
        return switch (model.text("kind")) {
            case "logistic" -> logistic(model);
            case "trees" -> trees(model);
            default -> throw model.at("kind", "unknown kind `" + model.text("kind") + "`; expected logistic or trees"
                + Nearest.hint(model.text("kind"), KINDS, "`"), null);
        };
    }

    private Model logistic(final YamlMap model) throws ConfigException {
        model.allow("kind", "link", "intercept", "features");
        final List<YamlMap> features = features(model, "name", "missing", "weight", "mean", "scale");
        final Model.Linear linear =
            new Model.Linear(new double[features.size()], new double[features.size()], new double[features.size()]);
        for (int i = 0; i < features.size(); i++) {
            linear.weights()[i] = features.get(i).number("weight", -MOST, MOST);
            linear.means()[i] = features.get(i).number("mean", -MOST, MOST, 0);
            linear.scales()[i] = features.get(i).number("scale", LEAST_SCALE, MOST, 1);
        }
        return new Model(places(), missing(features), model.number("intercept", -MOST, MOST), linear, null);
    }

    private Model trees(final YamlMap model) throws ConfigException {
        model.allow("kind", "link", "base", "features", "trees");
        final List<YamlMap> features = features(model, "name", "missing");
        final List<YamlMap> trees = model.maps("trees");
        if (trees.isEmpty() || trees.size() > Model.MAX_TREES) {
            throw model.at("trees", trees.size() + " trees; expected 1 to " + Model.MAX_TREES, null);
        }
        final int[] roots = new int[trees.size()];
        for (int i = 0; i < roots.length; i++) {
            roots[i] = node(trees.get(i), 0);
        }
        return new Model(places(), missing(features), model.number("base", -MOST, MOST, 0), null, new Model.Trees(roots,
            Arrays.copyOf(nodeFeatures, nodes), Arrays.copyOf(nodeValues, nodes), Arrays.copyOf(left, nodes),
            Arrays.copyOf(right, nodes)));
    }

    private List<YamlMap> features(final YamlMap model, final String... keys) throws ConfigException {
        final List<YamlMap> features = model.maps("features");
        if (features.isEmpty() || features.size() > Model.MAX_FEATURES) {
            throw model.at("features", features.size() + " features; expected 1 to " + Model.MAX_FEATURES, null);
        }
        for (final YamlMap feature : features) {
            feature.allow(keys);
            final String name = feature.text("name");
            if (!known.containsKey(name)) {
                throw feature.at("name", "unknown feature `" + name + "`; expected a number of rules, a stage, an urgency, a device, a"
                    + " time or the cluster of a category" + Nearest.hint(name, known.keySet(), "`"), null);
            }
            if (names.contains(name)) {
                throw feature.at("name", "feature `" + name + "` stands twice; expected each once", null);
            }
            names.add(name);
        }
        return features;
    }

    private int[] places() {
        return names.stream().mapToInt(known::get).toArray();
    }

    private static double[] missing(final List<YamlMap> features) throws ConfigException {
        final double[] missing = new double[features.size()];
        for (int i = 0; i < missing.length; i++) {
            missing[i] = features.get(i).number("missing", -MOST, MOST, 0);
        }
        return missing;
    }

    /** Takes a node in with all below it, and tells its number. */
    private int node(final YamlMap node, final int depth) throws ConfigException {
        if (nodes == Model.MAX_NODES) {
            throw node.at("leaf", "too many decisions and leaves; expected at most " + Model.MAX_NODES + " in all trees together", null);
        }
        if (nodes == nodeFeatures.length) {
            grow();
        }
        final int number = nodes++;
        if (node.has("leaf")) {
            node.allow("leaf");
            nodeFeatures[number] = Model.LEAF;
            nodeValues[number] = node.number("leaf", -MOST, MOST);
            return number;
        }
        node.allow("feature", "threshold", "left", "right");
        if (depth == Model.MAX_DEPTH) {
            throw node.at("feature", "a decision below " + depth + " others; expected a leaf here", null);
        }
        final String name = node.text("feature");
        if (!names.contains(name)) {
            throw node.at("feature", "`" + name + "` is not among the features of the model; expected one of them"
                + Nearest.hint(name, names, "`"), null);
        }
        nodeFeatures[number] = names.indexOf(name);
        nodeValues[number] = node.number("threshold", -MOST, MOST);
        left[number] = node(node.map("left"), depth + 1);
        right[number] = node(node.map("right"), depth + 1);
        return number;
    }

    private void grow() {
        final int size = 2 * nodes;
        nodeFeatures = Arrays.copyOf(nodeFeatures, size);
        nodeValues = Arrays.copyOf(nodeValues, size);
        left = Arrays.copyOf(left, size);
        right = Arrays.copyOf(right, size);
    }
}
