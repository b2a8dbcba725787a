package dev.inkling.scoring;

/** Kind of device; ordinals are those of the journal. */
public enum Device {
    /** Absent or unknown. */
    OTHER("other"),
    /** A telephone. */
    MOBILE("mobile"),
    /** A desk or lap computer. */
    DESKTOP("desktop"),
    /** A tablet. */
    TABLET("tablet");

    private final String label;

    Device(final String label) {
        this.label = label;
    }

    /**
     * As written in an event or a rule.
     *
     * @return the name
     */
    public String label() {
        return label;
    }
}
