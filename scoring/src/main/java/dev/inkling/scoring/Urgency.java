package dev.inkling.scoring;

/** How pressing a session is; ordinals are those of the journal. */
public enum Urgency {
    /** Nothing presses. */
    LOW("low"),
    /** Some moments of urgency of late. */
    MEDIUM("medium"),
    /** Many of them, or a filled cart in fast hands. */
    HIGH("high");

    private final String label;

    Urgency(final String label) {
        this.label = label;
    }

    /**
     * As written in a rule or a reply.
     *
     * @return the name
     */
    public String label() {
        return label;
    }
}
