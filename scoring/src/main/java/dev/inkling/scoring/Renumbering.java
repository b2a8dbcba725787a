package dev.inkling.scoring;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a type and a category are called in a new catalogue: numbers follow the order of a file, what is remembered follows the names.
 * A type that is gone becomes {@code other} in histories, and its facts are forgotten; a category that is gone loses its cluster.
 */
final class Renumbering {
    private static final int GONE = -1;

    private final int[] types;
    private final int profileMoments;
    private final boolean isIdentity;
    /** Cluster of each old category, in the old records. */
    private final int[] oldClusters;
    /** Its cluster in the new ones, -1 when the category is gone. */
    private final int[] newClusters;
    private final double[] strengths = new double[VisitorLayout.CATEGORIES];
    private final long[] lasts = new long[VisitorLayout.CATEGORIES];

    Renumbering(final Catalogue from, final Catalogue to) {
        profileMoments = to.figures().profileMoments();
        types = IntStream.range(0, from.types()).map(type -> newType(from.typeName(type), to)).toArray();
        final List<String> names = to.categories();
        oldClusters = IntStream.range(0, from.categories().size()).map(from::cluster).toArray();
        newClusters = from.categories().stream().mapToInt(name -> names.contains(name) ? to.cluster(names.indexOf(name)) : GONE).toArray();
        isIdentity = types.length == to.types() && newClusters.length == names.size() && profileMoments >= from.figures().profileMoments()
            && Arrays.equals(oldClusters, newClusters) && IntStream.range(0, types.length).allMatch(type -> types[type] == type);
    }

    /** Whether nothing that is remembered changes: types and categories are the same, and no fewer moments are. */
    boolean isIdentity() {
        return isIdentity;
    }

    private static int newType(final String name, final Catalogue to) {
        final int type = to.typeOf(name);
        return type >= 0 && to.typeName(type).equals(name) ? type : GONE;
    }

    /** New number of each old type, -1 for those gone. */
    int[] types() {
        return types;
    }

    void apply(final long[] r, final int at) {
        final int previous = MomentCounts.previousType(r, at);
        if (previous >= 0) {
            MomentCounts.previousType(r, at, Math.max(Catalogue.OTHER, types[previous]));
        }
        for (int i = 0; i < VisitorLayout.RECENT; i++) {
            rename(r, ProfileScorer.entry(at, i));
        }
        for (int i = 0; i < VisitorLayout.RECENT_OUTCOMES; i++) {
            rename(r, ProfileScorer.outcome(at, i));
        }
        moveClusters(r, at);
        ProfileScorer.limit(r, at, profileMoments);
    }

    /** An entry not yet used has type 0, {@code other}, which no catalogue renames. */
    private void rename(final long[] r, final int entry) {
        final long packed = r[entry];
        final int type = (int) packed & VisitorLayout.TYPE_MASK;
        r[entry] = packed - type + Math.max(Catalogue.OTHER, types[type]);
    }

    private void moveClusters(final long[] r, final int at) {
        Arrays.fill(strengths, 0);
        Arrays.fill(lasts, VisitorLayout.NEVER);
        for (int from = 0; from < newClusters.length; from++) {
            if (newClusters[from] != GONE) {
                final int cluster = at + VisitorLayout.cluster(oldClusters[from]);
                strengths[newClusters[from]] = RecordStore.number(r, cluster);
                lasts[newClusters[from]] = r[cluster + 1];
            }
        }
        for (int number = 0; number < VisitorLayout.CATEGORIES; number++) {
            final int cluster = at + VisitorLayout.cluster(number);
            RecordStore.number(r, cluster, strengths[number]);
            r[cluster + 1] = lasts[number];
        }
    }
}
