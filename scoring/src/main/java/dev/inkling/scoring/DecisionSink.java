package dev.inkling.scoring;

/** Takes decisions as they are made, in order. Called on the engine's thread; must neither block nor allocate. */
@FunctionalInterface
public interface DecisionSink {
    /**
     * A decision was made.
     *
     * @param decision reused; copy what is to be kept, and set its id if feedback is to name it
     */
    void onDecision(Decision decision);
}
