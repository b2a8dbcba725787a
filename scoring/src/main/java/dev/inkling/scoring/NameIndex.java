package dev.inkling.scoring;

import java.util.Map;
import java.util.function.ToLongFunction;

/** Types by the hash of their names: open addressing, a quarter full at most, never changed once made. */
final class NameIndex {
    private final long[] hashes;
    private final int[] types;
    private final int mask;

    NameIndex(final Map<String, Integer> typesByName, final ToLongFunction<String> textHash) {
        final int size = Integer.highestOneBit(Math.max(1, typesByName.size())) * 8;
        hashes = new long[size];
        types = new int[size];
        mask = size - 1;
        typesByName.forEach((name, type) -> put(textHash.applyAsLong(name), type, name));
    }

    /** Type of a name's hash, {@link Catalogue#OTHER} when there is none. */
    int typeOf(final long hash) {
        int at = (int) hash & mask;
        while (types[at] != 0) {
            if (hashes[at] == hash) {
                return types[at] - 1;
            }
            at = (at + 1) & mask;
        }
        return Catalogue.OTHER;
    }

    private void put(final long hash, final int type, final String name) {
        int at = (int) hash & mask;
        while (types[at] != 0) {
            if (hashes[at] == hash) {
                throw new IllegalStateException("two names have the hash of `" + name + "`");
            }
            at = (at + 1) & mask;
        }
        hashes[at] = hash;
        types[at] = type + 1;
    }
}
