package dev.inkling.journal;

import java.util.Arrays;

/**
 * A shop that sends events: the number that its frames carry, and the name under which its shoppers' keys are made. Immutable.
 */
public final class Storefront {
    /** The one that is meant when none is named. */
    public static final Storefront DEFAULT = new Storefront(0, "default");

    private static final int UNIT_SEPARATOR = 0x1F;

    private final int number;
    private final String name;
    private final byte[] prefix;

    /**
     * A storefront.
     *
     * @param number 0 to 65,535
     * @param name   1 to {@link Limits#STOREFRONT_BYTES} bytes of UTF-8, without the unit separator 0x1F
     * @throws IllegalArgumentException when number or name are not so
     */
    public Storefront(final int number, final String name) {
        final byte[] utf8 = Utf8.bytes(name);
        if (number < 0 || number > 0xFFFF) {
            throw new IllegalArgumentException("storefront number " + number + ": expected 0 to 65535");
        }
        if (utf8.length == 0 || utf8.length > Limits.STOREFRONT_BYTES || name.indexOf(UNIT_SEPARATOR) >= 0) {
            throw new IllegalArgumentException("storefront name '" + name + "': expected 1 to " + Limits.STOREFRONT_BYTES
                + " bytes without 0x1F");
        }
        this.number = number;
        this.name = name;
        prefix = Arrays.copyOf(utf8, utf8.length + 1);
        prefix[utf8.length] = UNIT_SEPARATOR;
    }

    /**
     * What its frames carry.
     *
     * @return 0 to 65,535
     */
    public int number() {
        return number;
    }

    /**
     * Its name.
     *
     * @return not empty
     */
    public String name() {
        return name;
    }

    /**
     * Copies name and unit separator, with which the input of every key begins.
     *
     * @param target takes them from index 0
     * @return bytes copied
     */
    int prefixTo(final byte[] target) {
        System.arraycopy(prefix, 0, target, 0, prefix.length);
        return prefix.length;
    }
}
