package dev.inkling.scoring;

import dev.inkling.scoring.rules.Reads;
import dev.inkling.scoring.rules.RuleSet;

/**
 * SPEC 5, step 12: the probability of conversion, which is the loaded model's, or the profile without one. A model is asked only when
 * something wants to know: a rule that reads it, a decision, a look-up. Where rules ask whether the probability crossed a threshold,
 * that of each visitor's latest moment is kept, in a table that there is for nothing else: what it was before the next. Before there
 * is any, it is the profile.
 */
final class ConversionScorer {
    private final int visitors;
    private final ModelInputs inputs = new ModelInputs();
    private final double[] features = new double[Model.MAX_FEATURES];
    private Model model;
    /** The present moment and its visitor's record, for when the model is asked. */
    private long[] r;
    private int at;
    private Moment moment;
    /** Probability after the latest moment, NaN when there was none; null where nobody asks for it. */
    private RecordStore kept;

    ConversionScorer(final int visitors) {
        this.visitors = visitors;
    }

    /**
     * Puts a model in force. What is kept stays where it is still asked for.
     *
     * @param fresh slots that were ever taken
     */
    void configure(final Catalogue catalogue, final Model inForce, final RuleSet rules, final int fresh) {
        model = inForce;
        inputs.configure(catalogue, inForce);
        if (model == null || (rules.reads() & Reads.PROBABILITY_BEFORE) == 0) {
            kept = null;
        } else if (kept == null) {
            kept = new RecordStore(1, visitors);
            for (int slot = 0; slot < fresh; slot++) {
                clear(slot);
            }
        }
    }

    /** Makes a slot that of someone never seen. */
    void clear(final int slot) {
        if (kept != null) {
            RecordStore.number(kept.words(slot), kept.at(slot), Double.NaN);
        }
    }

    /** Bytes that a visitor takes. */
    int bytes() {
        return kept == null ? 0 : Long.BYTES;
    }

    /** A moment was scored; its probability before is told, and the one after where it costs nothing or is to be kept. */
    void onMoment(final int slot, final long[] words, final int begin, final Moment present, final MomentScores scores) {
        scores.probabilityBefore = scores.profileBefore;
        if (model == null) {
            scores.probability = scores.profile;
            return;
        }
        scores.probability = Double.NaN;
        r = words;
        at = begin;
        moment = present;
        if (kept != null) {
            final double before = RecordStore.number(kept.words(slot), kept.at(slot));
            if (before == before) {
                scores.probabilityBefore = before;
            }
            tell(scores);
            RecordStore.number(kept.words(slot), kept.at(slot), scores.probability);
        }
    }

    /** Sees to it that the probability stands in the scores of the present moment. */
    void tell(final MomentScores scores) {
        if (scores.probability != scores.probability) {
            scores.probability = model.probability(inputs.at(r, at, moment, scores), features);
        }
    }

    /** Puts the probability as of a time into what is otherwise known of a visitor then. */
    void tell(final VisitorSnapshot seen, final long t) {
        seen.probability = model == null ? seen.profile : model.probability(inputs.at(seen, t), features);
    }

    /**
     * Takes over from another with the same model and rules.
     *
     * @param slotOf of each slot there: the slot here, or {@link SessionTable#NONE}
     */
    void takeOver(final ConversionScorer other, final int[] slotOf) {
        for (int slot = 0; kept != null && slot < slotOf.length; slot++) {
            if (slotOf[slot] != SessionTable.NONE) {
                kept.words(slotOf[slot])[kept.at(slotOf[slot])] = other.kept.words(slot)[other.kept.at(slot)];
            }
        }
    }

    void save(final StateOutput out, final int fresh) {
        out.section("probabilities");
        out.putInt(kept == null ? 0 : 1);
        if (kept != null) {
            kept.save(out, fresh);
        }
    }

    void load(final StateInput in, final int fresh) throws StateException {
        in.section("probabilities");
        final int tables = kept == null ? 0 : 1;
        in.getInt("tables of probabilities", tables, tables);
        if (kept != null) {
            kept.load(in, fresh);
        }
    }
}
