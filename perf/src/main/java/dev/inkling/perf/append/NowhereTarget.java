package dev.inkling.perf.append;

/** Takes nothing: how well this machine keeps a rate by itself. */
final class NowhereTarget implements AppendTarget {
    @Override
    public void append() {
        // nothing
    }

    @Override
    public void sync() {
        // nothing
    }

    @Override
    public void close() {
        // nothing
    }
}
