package dev.inkling.scoring;

import dev.inkling.scoring.rules.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What moments there are and what they mean (SPEC 4). Types are numbered: 0 is {@code other}, which stands for every name that the
 * catalogue does not know, the rest follow in the file's order. Immutable; may be read by any thread.
 */
public final class Catalogue implements Vocabulary {
    /** Type of what the catalogue does not know. */
    public static final int OTHER = 0;
    /** Most types; a catalogue has a few hundred at most. */
    public static final int MAX_TYPES = 1 << VisitorLayout.TYPE_BITS;
    /** Most names and aliases together. */
    public static final int MAX_NAMES = 16_384;

    /** Number of the cluster of {@code urgency}. */
    static final int URGENCY_CLUSTER = 0;
    /** Most categories: each has a cluster in a visitor's record, and one is kept for {@code urgency}. */
    static final int MAX_CATEGORIES = VisitorLayout.CATEGORIES - 1;

    private final MomentType[] types;
    private final List<String> categories;
    private final boolean[] scored;
    private final Role[] roles;
    private final Map<String, Integer> byName = new HashMap<>();
    private final NameIndex byHash;
    private final ToLongFunction<String> textHash;
    private final long[] typeHashes;
    private final long[] categoryHashes;
    private final int[] clusters;
    /** By type, side by side: what every moment reads. */
    private final int[] clusterOfType;
    private final int[] stageOfType;
    private final double[] weights;
    private final MomentType.Ramp[] ramps;
    private final ScoreFigures figures;

    Catalogue(
        final List<MomentType> types, final List<String> categories, final boolean[] scoredCategories, final ScoreFigures figures,
        final ToLongFunction<String> textHash) {
        this.figures = figures;
        this.types = types.toArray(new MomentType[0]);
        this.categories = List.copyOf(categories);
        this.textHash = textHash;
        scored = new boolean[this.types.length];
        roles = new Role[this.types.length];
        typeHashes = new long[this.types.length];
        for (int type = 0; type < this.types.length; type++) {
            scored[type] = scoredCategories[this.types[type].category()];
            roles[type] = Role.NONE;
            typeHashes[type] = textHash.applyAsLong(this.types[type].name());
            byName.put(this.types[type].name(), type);
            for (final String alias : this.types[type].aliases()) {
                byName.put(alias, type);
            }
        }
        for (final Role role : Role.values()) {
            final Integer type = byName.get(role.typeName());
            if (type != null) {
                roles[type] = role;
            }
        }
        byHash = new NameIndex(byName, textHash);
        categoryHashes = categories.stream().mapToLong(textHash).toArray();
        clusters = clusters(categories.indexOf("urgency"), categories.size());
        clusterOfType = types.stream().mapToInt(type -> clusters[type.category()]).toArray();
        stageOfType = types.stream().mapToInt(type -> type.stage().ordinal()).toArray();
        weights = types.stream().mapToDouble(MomentType::weight).toArray();
        ramps = types.stream().map(MomentType::ramp).toArray(MomentType.Ramp[]::new);
    }

    /**
     * Reads a catalogue.
     *
     * @param text     YAML
     * @param file     its name, for errors
     * @param textHash hash by which frames know a text
     * @return the catalogue
     * @throws ConfigException when it cannot be used; names line, column and what was expected
     */
    public static Catalogue parse(final String text, final String file, final ToLongFunction<String> textHash) throws ConfigException {
        return new CatalogueLoader(textHash).load(text, file);
    }

    /**
     * The default catalogue's text.
     *
     * @return YAML
     */
    public static String defaultText() {
        try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int types() {
        return types.length;
    }

    /**
     * One type.
     *
     * @param type 0 to {@link #types()} - 1
     * @return what the file says of it
     */
    public MomentType type(final int type) {
        return types[type];
    }

    @Override
    public String typeName(final int type) {
        return types[type].name();
    }

    @Override
    public int typeOf(final String nameOrAlias) {
        return byName.getOrDefault(nameOrAlias, -1);
    }

    /**
     * Type of a moment. Allocates nothing.
     *
     * @param nameHash text hash of its name as sent
     * @return the type, {@link #OTHER} when neither a name nor an alias
     */
    public int typeOf(final long nameHash) {
        return byHash.typeOf(nameHash);
    }

    @Override
    public long textHash(final String text) {
        return textHash.applyAsLong(text);
    }

    @Override
    public List<String> names() {
        final List<String> names = new ArrayList<>();
        for (final MomentType type : types) {
            names.add(type.name());
        }
        for (final MomentType type : types) {
            names.addAll(type.aliases());
        }
        return names;
    }

    @Override
    public List<String> categories() {
        return categories;
    }

    /**
     * Whether moments of a type are scored; outcomes are not.
     *
     * @param type 0 to {@link #types()} - 1
     * @return true when scored
     */
    public boolean scored(final int type) {
        return scored[type];
    }

    ScoreFigures figures() {
        return figures;
    }

    Role role(final int type) {
        return roles[type];
    }

    /** Number of the cluster of a type's category. */
    int clusterOfType(final int type) {
        return clusterOfType[type];
    }

    /** Ordinal of a type's stage. */
    int stageOfType(final int type) {
        return stageOfType[type];
    }

    double weight(final int type) {
        return weights[type];
    }

    /** Null without one. */
    MomentType.Ramp ramp(final int type) {
        return ramps[type];
    }

    long typeHash(final int type) {
        return typeHashes[type];
    }

    long categoryHash(final int category) {
        return categoryHashes[category];
    }

    /**
     * Where a visitor's record keeps a category's cluster: that of {@code urgency}, which is read at every moment, has number
     * {@link #URGENCY_CLUSTER}, whether the catalogue has that category or not; the others follow in the file's order.
     */
    int cluster(final int category) {
        return clusters[category];
    }

    private static int[] clusters(final int urgency, final int size) {
        final int[] numbers = new int[size];
        int next = URGENCY_CLUSTER + 1;
        for (int category = 0; category < size; category++) {
            numbers[category] = category == urgency ? URGENCY_CLUSTER : next++;
        }
        return numbers;
    }
}
