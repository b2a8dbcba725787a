package dev.inkling.journal;

/** A standby has taken the journal over: its writers are shut out, and nothing that they append from then on counts. */
public class TakenOverException extends JournalException {
    private static final long serialVersionUID = 1L;

    /**
     * Shut out.
     *
     * @param message by whom, and where to go on
     */
    public TakenOverException(final String message) {
        super(message);
    }
}
