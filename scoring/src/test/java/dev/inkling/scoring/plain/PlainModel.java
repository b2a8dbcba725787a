package dev.inkling.scoring.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** A model of conversion drawn from a seed, twice: as YAML, and as what it means. */
final class PlainModel {
    private static final List<String> NUMBERS = List.of("session.intent", "session.risk", "session.velocity", "session.moments",
        "visitor.profile", "visitor.purchases", "cart.items", "page.scroll_depth", "moment.duration", "moment.intent");
    private static final List<String> CLUSTERS = List.of("intent", "urgency", "consideration");
    private static final long HOUR = 3_600_000;
    /** No input comes to a multiple of this but by chance, so the last bit of one does not decide which way a tree goes. */
    private static final double STEP = 0.137_035_999_1;
    private static final int DEPTH = 3;

    private final Random random;
    private final List<Feature> features = new ArrayList<>();
    private final StringBuilder text = new StringBuilder("model:\n");
    private final ToDoubleFunction<PlainView> sum;

    private PlainModel(final long seed) {
        random = new Random(seed);
        final boolean isLinear = seed % 2 == 0;
        NUMBERS.forEach(name -> add(name, view -> view.number(name)));
        CLUSTERS.forEach(name -> add("cluster." + name, view -> cluster(view, name)));
        add("stage.decision", view -> view.stage == PlainScores.STAGES.indexOf("decision") ? 1 : 0);
        add("urgency.high", view -> view.urgency == 2 ? 1 : 0);
        add("device.mobile", view -> view.text("moment.device") == 0 ? Double.NaN
            : view.text("moment.device") == PlainScores.hash("mobile") ? 1 : 0);
        add("time.hour", view -> Math.floorMod(Math.floorDiv(view.t, HOUR), 24L));
        // The first day of 1970 was a Thursday.
        add("time.weekday", view -> Math.floorMod(Math.floorDiv(view.t, 24 * HOUR) + 3, 7L));
        sum = isLinear ? linear() : trees();
    }

    static PlainModel of(final long seed) {
        return new PlainModel(seed);
    }

    String yaml() {
        return text.toString();
    }

    double probability(final PlainView view) {
        return 1 / (1 + StrictMath.exp(-sum.applyAsDouble(view)));
    }

    private void add(final String name, final ToDoubleFunction<PlainView> of) {
        if (random.nextInt(3) > 0) {
            final double missing = random.nextInt(5) * STEP;
            features.add(new Feature(name, missing, view -> {
                final double x = of.applyAsDouble(view);
                return Double.isNaN(x) ? missing : x;
            }));
        }
    }

    private static double cluster(final PlainView view, final String name) {
        final double[] cluster = view.visitor.clusters.get(name);
        return cluster == null ? 0 : cluster[0] / (1 + Math.max(0, (view.t - cluster[1]) / HOUR) / 24);
    }

    private ToDoubleFunction<PlainView> linear() {
        text.append("  kind: logistic\n  intercept: -1\n  features:\n");
        ToDoubleFunction<PlainView> all = view -> -1;
        for (final Feature feature : features) {
            final double weight = random.nextGaussian();
            final double mean = random.nextInt(3);
            final double scale = 1 + random.nextInt(4);
            text.append("  - {name: ").append(feature.name).append(", missing: ").append(feature.missing).append(", weight: ")
                .append(weight).append(", mean: ").append(mean).append(", scale: ").append(scale).append("}\n");
            final ToDoubleFunction<PlainView> before = all;
            all = view -> before.applyAsDouble(view) + weight * (feature.value.applyAsDouble(view) - mean) / scale;
        }
        return all;
    }

    private ToDoubleFunction<PlainView> trees() {
        text.append("  kind: trees\n  base: 0.25\n  features:\n");
        features.forEach(feature -> text.append("  - {name: ").append(feature.name).append(", missing: ").append(feature.missing)
            .append("}\n"));
        text.append("  trees:\n");
        ToDoubleFunction<PlainView> all = view -> 0.25;
        for (int i = 0; i < 4; i++) {
            text.append("  - ");
            final ToDoubleFunction<PlainView> before = all;
            final ToDoubleFunction<PlainView> tree = tree(DEPTH);
            text.append('\n');
            all = view -> before.applyAsDouble(view) + tree.applyAsDouble(view);
        }
        return all;
    }

    private ToDoubleFunction<PlainView> tree(final int depth) {
        if (depth == 0 || features.isEmpty()) {
            final double leaf = random.nextGaussian();
            text.append("{leaf: ").append(leaf).append('}');
            return view -> leaf;
        }
        final Feature feature = features.get(random.nextInt(features.size()));
        final double threshold = (1 + random.nextInt(20)) * STEP + 1e-3;
        text.append("{feature: ").append(feature.name).append(", threshold: ").append(threshold).append(", left: ");
        final ToDoubleFunction<PlainView> left = tree(depth - 1);
        text.append(", right: ");
        final ToDoubleFunction<PlainView> right = tree(depth - 1);
        text.append('}');
        return view -> feature.value.applyAsDouble(view) < threshold ? left.applyAsDouble(view) : right.applyAsDouble(view);
    }

    /** What the model reads, and what it takes where that is not known. */
    private record Feature(String name, double missing, ToDoubleFunction<PlainView> value) {
    }
}
