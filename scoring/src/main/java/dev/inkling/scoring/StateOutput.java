package dev.inkling.scoring;

/**
 * Takes the state of something, value by value, to be given back by a {@link StateInput} in the same order. A port: who saves does not
 * know where it goes, so the same saving writes a snapshot and makes a digest. Confined to one thread; a failure to write is the
 * implementation's own unchecked exception.
 */
public interface StateOutput {
    /**
     * Begins a part, so that a reader who expects another one says so at once.
     *
     * @param name of the part, ASCII, 1 to 64 characters
     */
    void section(String name);

    /**
     * Takes a whole number.
     *
     * @param value any
     */
    void putLong(long value);

    /**
     * Takes a whole number.
     *
     * @param value any
     */
    void putInt(int value);

    /**
     * Takes a number, bit by bit.
     *
     * @param value any, NaN too
     */
    void putDouble(double value);

    /**
     * Takes a text.
     *
     * @param text not null; lone surrogates do not come back
     */
    void putText(String text);

    /**
     * Takes a range of an array, and how many there are.
     *
     * @param from   holds it
     * @param offset of the first
     * @param count  0 or more
     */
    void putLongs(long[] from, int offset, int count);

    /**
     * Takes a range of an array, and how many there are.
     *
     * @param from   holds it
     * @param offset of the first
     * @param count  0 or more
     */
    void putInts(int[] from, int offset, int count);

    /**
     * Takes a range of an array, bit by bit, and how many there are.
     *
     * @param from   holds it
     * @param offset of the first
     * @param count  0 or more
     */
    void putDoubles(double[] from, int offset, int count);

    /**
     * Takes a range of an array, and how many there are.
     *
     * @param from   holds it
     * @param offset of the first
     * @param count  0 or more
     */
    void putBytes(byte[] from, int offset, int count);
}
