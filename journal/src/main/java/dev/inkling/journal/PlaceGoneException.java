package dev.inkling.journal;

/** A queue does not hold, as far as it can be read, the frame behind which reading was to be taken up, or what came behind it. */
public class PlaceGoneException extends JournalException {
    private static final long serialVersionUID = 1L;

    /**
     * Gone.
     *
     * @param message which frame, and why
     */
    public PlaceGoneException(final String message) {
        super(message);
    }
}
