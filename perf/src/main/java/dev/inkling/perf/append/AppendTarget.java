package dev.inkling.perf.append;

/** What frames are appended to in one run. Confined to one thread. */
interface AppendTarget extends AutoCloseable {
    /** Seals the next frame and appends it. */
    void append();

    /** Makes all appended survive a loss of power. */
    void sync();

    @Override
    void close();
}
