package dev.inkling.journal;

/**
 * Why an event was refused.
 *
 * @param field  key that is at fault, as the sender writes it; empty when it is the event as a whole
 * @param reason in words, without anything of what the sender said
 */
public record Problem(String field, String reason) {
    @Override
    public String toString() {
        return field.isEmpty() ? reason : field + ": " + reason;
    }
}
