package dev.inkling.scoring;

/**
 * A trained model of the probability that a visitor buys (SPEC 5, step 12): logistic regression or an ensemble of binary trees over named
 * features, compiled to flat arrays. Immutable; may be read by any thread. The same text and features give the same bits on every machine:
 * sums go in the order of the file.
 *
 * <pre>
 * model:
 *   kind: logistic
 *   intercept: -3.1
 *   features:                                  # 1 to 64
 *     - name: session.intent
 *       weight: 2.4                            # adds weight * (x - mean) / scale
 *       mean: 0.4                              # default 0
 *       scale: 0.25                            # default 1, above 0
 *       missing: 0                             # x where the feature is unknown; default 0
 *
 * model:
 *   kind: trees
 *   base: -2.9                                 # default 0; each tree adds the value of one leaf
 *   features:
 *     - {name: session.intent}
 *     - {name: page.scroll_depth, missing: -1}
 *   trees:                                     # 1 to 512, at most 12 decisions deep
 *     - {feature: session.intent, threshold: 0.5, left: {leaf: -0.3}, right: {leaf: 0.4}}   # left when x &lt; threshold
 * </pre>
 *
 * <p>The probability is {@code 1 / (1 + e^-sum)} ({@code link: logistic}, the only one).
 */
public final class Model {
    /** Most features. */
    public static final int MAX_FEATURES = 64;
    /** Most trees. */
    public static final int MAX_TREES = 512;
    /** Most decisions on the way from the root of a tree to a leaf. */
    public static final int MAX_DEPTH = 12;
    /** Most decisions and leaves of all trees together: 512 trees that are 5 deep; some 1.2 MB of text, read in about a second. */
    public static final int MAX_NODES = 32_768;
    /** A node that is a leaf. */
    static final int LEAF = -1;

    /** Place of each feature in {@link ModelInputs}. */
    private final int[] places;
    private final double[] missing;
    private final Linear linear;
    private final Trees trees;
    private final double base;

    Model(final int[] places, final double[] missing, final double base, final Linear linear, final Trees trees) {
        this.places = places;
        this.missing = missing;
        this.base = base;
        this.linear = linear;
        this.trees = trees;
    }

    /** Sums weights; all by feature. */
    record Linear(double[] weights, double[] means, double[] scales) {
    }

    /**
     * Nodes of all trees, side by side.
     *
     * @param roots    node that each tree begins with
     * @param features by node: the feature that decides, or {@link #LEAF}
     * @param values   by node: the threshold, or what the leaf adds
     * @param left     by node: the next one when the feature is less than the threshold
     * @param right    by node: the next one when it is not
     */
    record Trees(int[] roots, int[] features, double[] values, int[] left, int[] right) {
    }

    /**
     * Reads a model.
     *
     * @param text      YAML
     * @param file      its name, for errors
     * @param catalogue whose categories the model may name
     * @return the model; null when the text is blank, which means that there is none
     * @throws ConfigException when it cannot be used; names line, column and what was expected
     */
    public static Model parse(final String text, final String file, final Catalogue catalogue) throws ConfigException {
        return text.isBlank() ? null : new ModelReader(catalogue.categories()).read(text, file);
    }

    /** Places of the features in {@link ModelInputs}, the model's own array. */
    int[] places() {
        return places;
    }

    /**
     * Evaluates it. Allocates nothing.
     *
     * @param inputs by place; NaN is unknown
     * @param x      takes the features, room for {@link #MAX_FEATURES}
     * @return 0 to 1
     */
    double probability(final double[] inputs, final double[] x) {
        for (int i = 0; i < places.length; i++) {
            final double input = inputs[places[i]];
            x[i] = input == input ? input : missing[i];
        }
        return Sigmoid.of(linear != null ? sum(linear, x) : sum(trees, x));
    }

    private double sum(final Linear of, final double[] x) {
        double sum = base;
        for (int i = 0; i < places.length; i++) {
            sum += of.weights[i] * ((x[i] - of.means[i]) / of.scales[i]);
        }
        return sum;
    }

    private double sum(final Trees of, final double[] x) {
        final int[] features = of.features;
        final double[] values = of.values;
        double sum = base;
        for (int tree = 0; tree < of.roots.length; tree++) {
            int node = of.roots[tree];
            int feature = features[node];
            while (feature != LEAF) {
                node = x[feature] < values[node] ? of.left[node] : of.right[node];
                feature = features[node];
            }
            sum += values[node];
        }
        return sum;
    }
}
