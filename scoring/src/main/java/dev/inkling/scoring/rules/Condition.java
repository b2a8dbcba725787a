package dev.inkling.scoring.rules;

/**
 * What is true or false at a moment: the whole {@code when} of a rule, or a part of it. Immutable, allocates nothing, may be
 * evaluated by any thread that owns the inputs. {@link Object#toString} says it in words.
 */
public abstract class Condition {
    /** For implementations. */
    protected Condition() {
    }

    /**
     * Evaluates it. A comparison with something unknown is false.
     *
     * @param in    the present moment
     * @param facts what is remembered of the present visitor
     * @return whether it holds
     */
    public abstract boolean holds(RuleInputs in, FactView facts);

    /**
     * What it reads.
     *
     * @return bits of {@link Reads}
     */
    public abstract int reads();

    /**
     * Tells within which bounds numbers at hand must be for it to hold. Tells nothing unless overridden, which is always right.
     *
     * @param to takes them
     */
    public void tellBounds(final Bounds to) {
        // whatever the numbers, it may hold
    }

    /**
     * Tells its parts with what they were compared. For explanations only: evaluates every part, and allocates.
     *
     * @param evidence as of the present moment
     * @return what holds and what does not, and why; holds just when {@link #holds} does
     */
    public abstract Clause explain(Evidence evidence);
}
