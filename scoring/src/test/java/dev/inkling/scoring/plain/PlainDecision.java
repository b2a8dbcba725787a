package dev.inkling.scoring.plain;

import java.util.Arrays;

/** A decision as both sides tell it: what must be equal as text, and scores that must be within 1e-9. */
record PlainDecision(String words, double[] scores) {
    /** A reason why another one is not this one, or null. */
    String difference(final PlainDecision other) {
        if (!words.equals(other.words)) {
            return words + " but engine " + other.words;
        }
        for (int i = 0; i < scores.length; i++) {
            if (!(Math.abs(scores[i] - other.scores[i]) <= ModelCheck.CLOSE)) {
                return words + ' ' + Arrays.toString(scores) + " but engine " + Arrays.toString(other.scores);
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return words;
    }
}
