package dev.inkling.perf.load;

/** Told of a run about once a second, on the sender's thread, and once at the end. */
@FunctionalInterface
interface Progress {
    /** The run so far; {@link LoadResult#interval} holds what came since the last call and is to be reset by whoever uses it. */
    void onSecond(LoadResult soFar);
}
