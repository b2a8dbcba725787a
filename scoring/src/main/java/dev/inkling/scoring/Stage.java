package dev.inkling.scoring;

/** Where in a purchase a moment or a session stands; later stages have higher ordinals, which are those of the journal. */
public enum Stage {
    /** Looking around. */
    RESEARCH("research"),
    /** Weighing up. */
    CONSIDERATION("consideration"),
    /** About to buy. */
    DECISION("decision"),
    /** Within two hours of a purchase. */
    POST_PURCHASE("post_purchase");

    private final String label;

    Stage(final String label) {
        this.label = label;
    }

    /**
     * As written in a catalogue, a rule or a reply.
     *
     * @return the name
     */
    public String label() {
        return label;
    }
}
