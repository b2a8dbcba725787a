package dev.inkling.scoring;

/**
 * Gives back what a {@link StateOutput} took, in the same order. Whatever it reads may be damaged or not be a state at all, so every method
 * says so with a {@link StateException}, and none allocates more than the caller allows. Confined to one thread.
 */
public interface StateInput {
    /**
     * Begins a part.
     *
     * @param name of the part that is expected
     * @throws StateException when another one follows, or none
     */
    void section(String name) throws StateException;

    /**
     * Gives a whole number.
     *
     * @return any
     * @throws StateException when nothing follows
     */
    long getLong() throws StateException;

    /**
     * Gives a whole number.
     *
     * @return any
     * @throws StateException when nothing follows
     */
    int getInt() throws StateException;

    /**
     * Gives a number.
     *
     * @return any, NaN too
     * @throws StateException when nothing follows
     */
    double getDouble() throws StateException;

    /**
     * Gives a text.
     *
     * @param mostBytes of UTF-8 that are accepted
     * @return the text
     * @throws StateException when it is longer, or does not follow whole
     */
    String getText(int mostBytes) throws StateException;

    /**
     * Fills a range of an array.
     *
     * @param to     takes it
     * @param offset of the first
     * @param count  that must be exactly what was put
     * @throws StateException when another count follows, or not all of it
     */
    void getLongs(long[] to, int offset, int count) throws StateException;

    /**
     * Fills a range of an array.
     *
     * @param to     takes it
     * @param offset of the first
     * @param count  that must be exactly what was put
     * @throws StateException when another count follows, or not all of it
     */
    void getInts(int[] to, int offset, int count) throws StateException;

    /**
     * Fills a range of an array.
     *
     * @param to     takes it
     * @param offset of the first
     * @param count  that must be exactly what was put
     * @throws StateException when another count follows, or not all of it
     */
    void getDoubles(double[] to, int offset, int count) throws StateException;

    /**
     * Fills a range of an array.
     *
     * @param to     takes it
     * @param offset of the first
     * @param count  that must be exactly what was put
     * @throws StateException when another count follows, or not all of it
     */
    void getBytes(byte[] to, int offset, int count) throws StateException;

    /**
     * What to throw when what was read cannot be.
     *
     * @param reason in words, without the place
     * @return an exception that names the place as well
     */
    StateException damaged(String reason);

    /**
     * Gives a whole number within bounds.
     *
     * @param what  it is, for the message
     * @param least allowed
     * @param most  allowed
     * @return the number
     * @throws StateException when it is out of bounds, or nothing follows
     */
    default int getInt(final String what, final int least, final int most) throws StateException {
        final int value = getInt();
        if (value < least || value > most) {
            throw damaged(outOfBounds(what, value, least, most));
        }
        return value;
    }

    /**
     * Gives a whole number within bounds.
     *
     * @param what  it is, for the message
     * @param least allowed
     * @param most  allowed
     * @return the number
     * @throws StateException when it is out of bounds, or nothing follows
     */
    default long getLong(final String what, final long least, final long most) throws StateException {
        final long value = getLong();
        if (value < least || value > most) {
            throw damaged(outOfBounds(what, value, least, most));
        }
        return value;
    }

    private static String outOfBounds(final String what, final long value, final long least, final long most) {
        return what + " is " + value + (least == most ? ", expected " + least : ", expected " + least + " to " + most);
    }
}
