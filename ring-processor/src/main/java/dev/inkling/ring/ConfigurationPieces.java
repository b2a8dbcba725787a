package dev.inkling.ring;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.inkling.journal.ConfigurationWriter;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.Frames;
import dev.inkling.journal.codec.ConfigKind;

/** Cuts the texts of a reload into offers: one when all frames fit into one, else several for each text. */
final class ConfigurationPieces {
    private final int offerFrames;
    private final List<FrameBatch> offers = new ArrayList<>();

    /**
     * Cuts.
     *
     * @param texts       to be in force
     * @param kinds       those that differ, in their order
     * @param offerFrames most frames of an offer
     */
    ConfigurationPieces(final ConfigurationTexts texts, final List<ConfigKind> kinds, final int offerFrames) {
        this.offerFrames = offerFrames;
        final List<ConfigurationWriter> writers = new ArrayList<>();
        int frames = 0;
        for (final ConfigKind kind : kinds) {
            final byte[] text = texts.text(kind).getBytes(StandardCharsets.UTF_8);
            writers.add(new ConfigurationWriter(kind, text));
            frames += ConfigurationWriter.pieces(text.length);
        }
        FrameBatch batch = null;
        for (final ConfigurationWriter writer : writers) {
            if (frames > offerFrames) {
                batch = null;
            }
            batch = cut(writer, batch);
        }
    }

    private FrameBatch cut(final ConfigurationWriter writer, final FrameBatch begun) {
        FrameBatch batch = begun;
        while (writer.hasNext()) {
            if (batch == null || batch.count() == offerFrames) {
                batch = new FrameBatch(offerFrames);
                offers.add(batch);
            }
            batch.commit(writer.next(batch.buffer(), batch.nextOffset()));
        }
        return batch;
    }

    /**
     * The offers, in order.
     *
     * @return batches of at most {@link Frames#MAX_FRAME_BYTES} a frame
     */
    List<FrameBatch> offers() {
        return offers;
    }
}
