package dev.inkling.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.function.LongSupplier;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Salts of personal parts: SipHash-2-4 of a counter under a key that only this object has. A plain generator would not do: its state
 * can be computed from neighbouring salts, and an erased salt from its state. Allocates nothing. Not thread safe.
 */
public final class Salts implements LongSupplier {
    private static final int KEY_BYTES = 16;

    private final long key0;
    private final long key1;
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[Long.BYTES]);
    private long counter;

    private Salts(final long key0, final long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    /**
     * Salts under a key of the system's own randomness.
     *
     * @return a new source
     */
    public static Salts create() {
        final byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        final ByteBuffer words = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
        return new Salts(words.getLong(), words.getLong());
    }

    /**
     * The next salt.
     *
     * @return a number that is never 0
     */
    @Override
    public long getAsLong() {
        message.putLong(0, counter++, ByteOrder.LITTLE_ENDIAN);
        return TextHash.never0(SipHash.hash(key0, key1, message, 0, Long.BYTES));
    }
}
