package dev.inkling.journal;

/** The three queues of a journal, each with its own chain. */
public enum QueueName {
    /** Moments, ticks, configuration, skips, voids: all that the processor reads. */
    EVENTS("events"),
    /** Decisions, checkpoints, voids. */
    DECISIONS("decisions"),
    /** Events that were refused, with the reason. */
    DEAD_LETTERS("dead-letters");

    private final String folder;

    QueueName(final String folder) {
        this.folder = folder;
    }

    /**
     * Folder below the data folder.
     *
     * @return its name
     */
    public String folder() {
        return folder;
    }
}
