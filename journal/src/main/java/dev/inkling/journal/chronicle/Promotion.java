package dev.inkling.journal.chronicle;

/**
 * How a standby took over.
 *
 * @param sequence last event taken over, 0 when there was none
 * @param epoch    of the successor
 * @param fenced   whether the one before is shut out; if not, it must never run again
 * @param whole    whether all that the one before had acknowledged is sure to be there
 */
public record Promotion(long sequence, int epoch, boolean fenced, boolean whole) {
}
