package dev.inkling.ingest.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.inkling.journal.Storefronts;
import dev.inkling.journal.json.FrameJson;
import org.agrona.DirectBuffer;

/** Writes decisions as a reply shows them: the fields of a decision, and what is known of a live one. Confined to one event loop. */
final class DecisionTexts {
    private static final long NANOS_PER_MICRO = 1_000;

    private final FrameJson frames = new FrameJson();
    private Storefronts named;

    /**
     * Has decisions name their storefront.
     *
     * @param storefronts that there are
     */
    void storefronts(final Storefronts storefronts) {
        if (storefronts != named) {
            named = storefronts;
            frames.storefronts(storefronts::nameToTell);
        }
    }

    /**
     * Appends a decision as one JSON object.
     *
     * @param out          takes it
     * @param frame        decision frame
     * @param offset       of its first byte
     * @param replayed     whether it was made for an earlier event with the same id
     * @param latencyNanos from claim to decision
     */
    void append(final ByteArrayOutputStream out, final DirectBuffer frame, final int offset, final boolean replayed,
                final long latencyNanos) {
        try (JsonGenerator json = JsonText.FACTORY.createGenerator(out)) {
            json.writeStartObject();
            frames.writeDecisionFields(frame, offset, json);
            if (replayed) {
                json.writeBooleanField("replayed", true);
            } else {
                json.writeNumberField("latencyMicros", latencyNanos / NANOS_PER_MICRO);
            }
            json.writeEndObject();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
