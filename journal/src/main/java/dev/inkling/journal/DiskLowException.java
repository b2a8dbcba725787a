package dev.inkling.journal;

/** The medium has too little room left for another frame. Nothing was written; the append may be repeated once there is room again. */
public final class DiskLowException extends JournalException {
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param message what, where, what to do
     */
    public DiskLowException(final String message) {
        super(message);
    }
}
