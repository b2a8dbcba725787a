package dev.inkling.journal;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Makes the keys by which the engine knows shoppers and events: SipHash-2-4 under the secret of {@code storefront 0x1F id}. Ids of
 * events, e-mail addresses and phone numbers have a word of their own in between ({@code storefront 0x1F event 0x1F id}), so that
 * equal texts do not make equal keys. 0 means unknown, so an id whose key would be 0 has 1.
 *
 * <p>Not thread safe; one for each thread. Nothing is allocated for ids given as bytes.
 */
public final class KeyMaker {
    /** Digits of a secret in hexadecimal. */
    public static final int SECRET_DIGITS = 32;

    private static final byte[] EVENT = Utf8.bytes("event\u001F");
    private static final byte[] EMAIL = Utf8.bytes("email\u001F");
    private static final byte[] PHONE = Utf8.bytes("phone\u001F");
    private static final byte[] NONE = new byte[0];
    /** Without the 0x1F that every id has before it. */
    private static final byte[] SECRET = Utf8.bytes("identity secret");

    private final long k0;
    private final long k1;
    private byte[] input = new byte[512];

    /**
     * Keys under a secret.
     *
     * @param secretHex 32 hexadecimal digits
     * @throws IllegalArgumentException when it is anything else
     */
    public KeyMaker(final String secretHex) {
        if (!isSecret(secretHex)) {
            throw new IllegalArgumentException("the identity secret must be " + SECRET_DIGITS + " hexadecimal digits");
        }
        final byte[] secret = HexFormat.of().parseHex(secretHex);
        k0 = littleEndian(secret, 0);
        k1 = littleEndian(secret, 8);
    }

    /**
     * Whether a text can be a secret.
     *
     * @param text any
     * @return true for 32 hexadecimal digits
     */
    public static boolean isSecret(final String text) {
        return text.length() == SECRET_DIGITS && text.chars().allMatch(HexFormat::isHexDigit);
    }

    /**
     * A number by which a secret is known again, and which tells nothing of it.
     *
     * @return the same for the same secret
     */
    public long check() {
        return SipHash.hash(k0, k1, SECRET, 0, SECRET.length);
    }

    private static long littleEndian(final byte[] bytes, final int at) {
        long value = 0;
        for (int i = 7; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
    }

    /**
     * Key of a visitor, a customer or a session label.
     *
     * @param storefront whose shopper
     * @param id         holds its UTF-8 bytes
     * @param offset     of the first
     * @param length     in bytes
     * @return the key, never 0
     */
    public long key(final Storefront storefront, final byte[] id, final int offset, final int length) {
        return key(storefront, NONE, id, offset, length);
    }

    /**
     * Key of a visitor, a customer or a session label.
     *
     * @param storefront whose shopper
     * @param id         as sent; lone surrogates count as U+FFFD
     * @return the key, never 0
     */
    public long key(final Storefront storefront, final String id) {
        final byte[] utf8 = Utf8.bytes(id);
        return key(storefront, NONE, utf8, 0, utf8.length);
    }

    /**
     * Key of an event id.
     *
     * @param storefront whose event
     * @param id         holds its UTF-8 bytes
     * @param offset     of the first
     * @param length     in bytes
     * @return the key, never 0
     */
    public long eventKey(final Storefront storefront, final byte[] id, final int offset, final int length) {
        return key(storefront, EVENT, id, offset, length);
    }

    /**
     * Key of an e-mail address.
     *
     * @param storefront whose shopper
     * @param address    holds the normalised address
     * @param offset     of its first byte
     * @param length     in bytes
     * @return the key, never 0
     */
    public long emailKey(final Storefront storefront, final byte[] address, final int offset, final int length) {
        return key(storefront, EMAIL, address, offset, length);
    }

    /**
     * Key of a phone number.
     *
     * @param storefront whose shopper
     * @param number     holds the normalised number
     * @param offset     of its first byte
     * @param length     in bytes
     * @return the key, never 0
     */
    public long phoneKey(final Storefront storefront, final byte[] number, final int offset, final int length) {
        return key(storefront, PHONE, number, offset, length);
    }

    private long key(final Storefront storefront, final byte[] domain, final byte[] id, final int offset, final int length) {
        final int most = Limits.STOREFRONT_BYTES + 1 + domain.length + length;
        if (most > input.length) {
            input = Arrays.copyOf(input, most);
        }
        final int afterName = storefront.prefixTo(input);
        System.arraycopy(domain, 0, input, afterName, domain.length);
        System.arraycopy(id, offset, input, afterName + domain.length, length);
        return TextHash.never0(SipHash.hash(k0, k1, input, 0, afterName + domain.length + length));
    }
}
