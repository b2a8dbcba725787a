package dev.inkling.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.function.LongSupplier;

/**
 * Salts of personal parts: SipHash-2-4 of a counter under a key that only this object has. A plain generator would not do: its state
 * can be computed from neighbouring salts, and an erased salt from its state. About 20 ns each, allocates nothing. Not thread safe.
 */
public final class Salts implements LongSupplier {
    private static final int MESSAGE_ROUNDS = 2;
    private static final int FINAL_ROUNDS = 4;
    /** What SipHash puts behind an eight-byte message: its length in the highest byte. */
    private static final long LENGTH_WORD = 8L << 56;

    private final long key0;
    private final long key1;
    private long counter;
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    /**
     * Salts under a given key, for tests.
     *
     * @param key0    lower half
     * @param key1    upper half
     * @param counter to begin with
     */
    Salts(final long key0, final long key1, final long counter) {
        this.key0 = key0;
        this.key1 = key1;
        this.counter = counter;
    }

    /**
     * Salts under a key of the system's own randomness.
     *
     * @return a new source
     */
    public static Salts create() {
        final byte[] key = new byte[16];
        new SecureRandom().nextBytes(key);
        final ByteBuffer words = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
        return new Salts(words.getLong(), words.getLong(), 0L);
    }

    /**
     * The next salt.
     *
     * @return a number that is never 0
     */
    @Override
    public long getAsLong() {
        long salt = hash(counter++);
        while (salt == 0L) {
            salt = hash(counter++);
        }
        return salt;
    }

    private long hash(final long message) {
        v0 = key0 ^ 0x736f6d6570736575L;
        v1 = key1 ^ 0x646f72616e646f6dL;
        v2 = key0 ^ 0x6c7967656e657261L;
        v3 = key1 ^ 0x7465646279746573L;
        absorb(message);
        absorb(LENGTH_WORD);
        v2 ^= 0xFFL;
        rounds(FINAL_ROUNDS);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void absorb(final long word) {
        v3 ^= word;
        rounds(MESSAGE_ROUNDS);
        v0 ^= word;
    }

    private void rounds(final int count) {
        for (int i = 0; i < count; i++) {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
