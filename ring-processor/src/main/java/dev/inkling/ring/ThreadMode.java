package dev.inkling.ring;

/** Who runs the three handlers. Same handlers, same order, same results in each mode. */
public enum ThreadMode {
    /** One thread for each handler: for machines with cores to spare. */
    DEDICATED,
    /** One thread runs the handlers in turn, batch by batch: one hop instead of three. */
    SHARED,
    /** The thread that offers runs everything: replay, tests, imports. All intakes then belong to that one thread. */
    INVOKER;

    /** Most cores on which one shared thread is the better choice. */
    private static final int SHARED_CORES = 4;

    /**
     * The mode for a machine.
     *
     * @param cores that it has
     * @return SHARED up to four, else DEDICATED
     */
    public static ThreadMode forCores(final int cores) {
        return cores <= SHARED_CORES ? SHARED : DEDICATED;
    }
}
