package dev.inkling.scoring;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a type and a category are called in a new catalogue: numbers follow the order of a file, what is remembered follows the names.
 * A type that is gone becomes {@code other} in histories, and its facts are forgotten; a category that is gone loses its cluster.
 */
final class Renumbering {
    private static final int GONE = -1;

    private final int[] types;
    private final int[] categories;
    private final double[] strengths = new double[VisitorLayout.CATEGORIES];
    private final long[] lasts = new long[VisitorLayout.CATEGORIES];

    Renumbering(final Catalogue from, final Catalogue to) {
        types = IntStream.range(0, from.types()).map(type -> newType(from.typeName(type), to)).toArray();
        final List<String> names = to.categories();
        categories = from.categories().stream().mapToInt(names::indexOf).toArray();
    }

    private static int newType(final String name, final Catalogue to) {
        final int type = to.typeOf(name);
        return type >= 0 && to.typeName(type).equals(name) ? type : GONE;
    }

    /** New number of each old type, -1 for those gone. */
    int[] types() {
        return types;
    }

    void apply(final UnsafeBuffer record, final int at) {
        final int previous = record.getInt(at + VisitorLayout.PREVIOUS_TYPE);
        if (previous >= 0) {
            record.putInt(at + VisitorLayout.PREVIOUS_TYPE, Math.max(Catalogue.OTHER, types[previous]));
        }
        final int count = Math.min(VisitorLayout.RECENT, record.getInt(at + VisitorLayout.HISTORY_COUNT));
        for (int i = 0; i < count; i++) {
            final int entry = at + VisitorLayout.HISTORY + i * VisitorLayout.HISTORY_BYTES;
            final long packed = record.getLong(entry);
            final int type = (int) packed & (1 << VisitorLayout.TYPE_BITS) - 1;
            record.putLong(entry, packed - type + Math.max(Catalogue.OTHER, types[type]));
        }
        moveClusters(record, at);
    }

    private void moveClusters(final UnsafeBuffer record, final int at) {
        Arrays.fill(strengths, 0);
        Arrays.fill(lasts, VisitorLayout.NEVER);
        for (int from = 0; from < categories.length; from++) {
            if (categories[from] != GONE) {
                final int cluster = at + VisitorLayout.CLUSTERS + from * VisitorLayout.CLUSTER_BYTES;
                strengths[categories[from]] = record.getDouble(cluster);
                lasts[categories[from]] = record.getLong(cluster + Double.BYTES);
            }
        }
        for (int i = 0; i < VisitorLayout.CATEGORIES; i++) {
            final int cluster = at + VisitorLayout.CLUSTERS + i * VisitorLayout.CLUSTER_BYTES;
            record.putDouble(cluster, strengths[i]);
            record.putLong(cluster + Double.BYTES, lasts[i]);
        }
    }
}
