package dev.inkling.scoring;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** A state kept as a list of values, for tests. */
final class MemoryState implements StateOutput, StateInput {
    private final Deque<Object> values = new ArrayDeque<>();

    /** Whether another one holds the same. */
    boolean isSame(final MemoryState other) {
        return Arrays.deepEquals(values.toArray(), other.values.toArray());
    }

    @Override
    public void section(final String name) {
        // parts are not told apart here
    }

    @Override
    public void putLong(final long value) {
        values.add(value);
    }

    @Override
    public void putInt(final int value) {
        values.add(value);
    }

    @Override
    public void putDouble(final double value) {
        values.add(value);
    }

    @Override
    public void putText(final String text) {
        values.add(text);
    }

    @Override
    public void putLongs(final long[] from, final int offset, final int count) {
        values.add(Arrays.copyOfRange(from, offset, offset + count));
    }

    @Override
    public void putInts(final int[] from, final int offset, final int count) {
        values.add(Arrays.copyOfRange(from, offset, offset + count));
    }

    @Override
    public void putDoubles(final double[] from, final int offset, final int count) {
        values.add(Arrays.copyOfRange(from, offset, offset + count));
    }

    @Override
    public void putBytes(final byte[] from, final int offset, final int count) {
        values.add(Arrays.copyOfRange(from, offset, offset + count));
    }

    @Override
    public long getLong() {
        return (Long) values.remove();
    }

    @Override
    public int getInt() {
        return (Integer) values.remove();
    }

    @Override
    public double getDouble() {
        return (Double) values.remove();
    }

    @Override
    public String getText(final int mostBytes) {
        return (String) values.remove();
    }

    @Override
    public void getLongs(final long[] to, final int offset, final int count) throws StateException {
        fill(to, offset, count, ((long[]) values.peek()).length);
    }

    @Override
    public void getInts(final int[] to, final int offset, final int count) throws StateException {
        fill(to, offset, count, ((int[]) values.peek()).length);
    }

    @Override
    public void getDoubles(final double[] to, final int offset, final int count) throws StateException {
        fill(to, offset, count, ((double[]) values.peek()).length);
    }

    @Override
    public void getBytes(final byte[] to, final int offset, final int count) throws StateException {
        fill(to, offset, count, ((byte[]) values.peek()).length);
    }

    @Override
    public StateException damaged(final String reason) {
        return new StateException(reason);
    }

    private void fill(final Object to, final int offset, final int count, final int saved) throws StateException {
        if (saved != count) {
            throw damaged("count is " + saved + ", expected " + count);
        }
        System.arraycopy(values.remove(), 0, to, offset, count);
    }
}
