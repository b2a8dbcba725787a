package dev.inkling.journal.json;

import java.io.IOException;
import java.util.Locale;
import java.util.function.IntFunction;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.inkling.journal.DecisionId;
import dev.inkling.journal.Frames;
import dev.inkling.journal.codec.Cohort;
import dev.inkling.journal.codec.DeadLetterDecoder;
import dev.inkling.journal.codec.DecisionDecoder;
import dev.inkling.journal.codec.LabelKind;
import dev.inkling.journal.codec.MessageHeaderDecoder;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.codec.Stage;
import dev.inkling.journal.codec.Status;
import dev.inkling.journal.codec.TextKind;
import dev.inkling.journal.codec.Urgency;
import org.agrona.DirectBuffer;

/**
 * Writes frames as JSON objects: moments as they were sent, decisions as they are delivered, dead letters as they were refused. What is
 * unknown is left out; an id that is not kept as sent is its key in 16 hexadecimal digits. Any generator will do.
 *
 * <p>Frames must be whole, as {@code FrameCheck} says. Not thread safe; one for each thread. It allocates a string for each text.
 */
public final class FrameJson {
    private static final String TRUE = "true";

    private final EventJson events = new EventJson();
    private IntFunction<String> storefronts = number -> null;
    private final FrameTexts texts = new FrameTexts();
    private final FrameTexts labels = new FrameTexts();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final DecisionDecoder decision = new DecisionDecoder();
    private final DeadLetterDecoder deadLetter = new DeadLetterDecoder();

    /**
     * Has moments and decisions name their storefront from now on.
     *
     * @param names by number; null where it goes without saying
     */
    public void storefronts(final IntFunction<String> names) {
        storefronts = names;
        events.storefronts(names);
    }

    /**
     * Writes a moment: sequence, time received, the fields of the native event in their units (times in epoch ms), and the keys that were
     * not interpreted.
     *
     * @param frame  holds a moment's frame
     * @param offset of its first byte
     * @param out    takes one object
     * @throws IOException when the generator's target refuses
     */
    public void writeEvent(final DirectBuffer frame, final int offset, final JsonGenerator out) throws IOException {
        out.writeStartObject();
        events.writeFields(frame, offset, out);
        out.writeEndObject();
    }

    /**
     * Writes a decision.
     *
     * @param frame  holds a decision's frame
     * @param offset of its first byte
     * @param out    takes one object
     * @throws IOException when the generator's target refuses
     */
    public void writeDecision(final DirectBuffer frame, final int offset, final JsonGenerator out) throws IOException {
        out.writeStartObject();
        writeDecisionFields(frame, offset, out);
        out.writeEndObject();
    }

    /**
     * Writes the members of a decision into an object that the caller has begun, so that it may add its own.
     *
     * @param frame  holds a decision's frame
     * @param offset of its first byte
     * @param out    stands in an object
     * @throws IOException when the generator's target refuses
     */
    public void writeDecisionFields(final DirectBuffer frame, final int offset, final JsonGenerator out) throws IOException {
        decision.wrapAndApplyHeader(frame, offset, header);
        final int labelsAt = offset + Frames.HEADER_BYTES + Frames.blockLength(frame, offset);
        texts.readPersonal(frame, offset, labels.read(frame, labelsAt));
        out.writeNumberField("sequence", decision.sequence());
        out.writeStringField("decisionId", DecisionId.format(decision.sequence(), decision.ordinal()));
        JsonValues.text(out, "rule", label(LabelKind.RULE));
        out.writeObjectFieldStart("action");
        JsonValues.text(out, "type", label(LabelKind.ACTION_TYPE));
        JsonValues.text(out, "id", label(LabelKind.ACTION_ID));
        JsonValues.text(out, "channel", label(LabelKind.CHANNEL));
        JsonValues.json(out, "payload", label(LabelKind.PAYLOAD));
        out.writeEndObject();
        JsonValues.text(out, Key.STOREFRONT.json, storefronts.apply(decision.storefront()));
        JsonValues.id(out, "visitor", texts.get(TextKind.VISITOR_ID), decision.visitorKey());
        if (decision.session() != 0) {
            out.writeNumberField("session", decision.session());
        }
        JsonValues.text(out, "sessionId", texts.get(TextKind.SESSION_ID));
        JsonValues.id(out, "customer", texts.get(TextKind.CUSTOMER_ID), decision.customerKey());
        out.writeNumberField("at", decision.at());
        if (label(LabelKind.TIMER) != null) {
            // The event of its sequence is anybody's.
            out.writeBooleanField("timer", true);
        }
        writeScores(out);
        out.writeStringField("cohort", word(Cohort.get(decision.cohortRaw())));
        out.writeStringField("status", word(Status.get(decision.statusRaw())));
        if (TRUE.equals(label(LabelKind.SHADOW))) {
            out.writeBooleanField("shadow", true);
        }
        out.writeStringField("config", JsonValues.hex(decision.configDigest()));
        out.writeNumberField("received", decision.received());
    }

    private void writeScores(final JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("scores");
        JsonValues.number(out, "velocity", decision.velocity());
        JsonValues.number(out, "intent", decision.intent());
        JsonValues.number(out, "profile", decision.profile());
        JsonValues.number(out, "probability", decision.probability());
        out.writeStringField("urgency", word(Urgency.get(decision.urgencyRaw())));
        out.writeStringField("stage", word(Stage.get(decision.stageRaw())));
        JsonValues.number(out, "risk", decision.risk());
        out.writeEndObject();
    }

    private String label(final LabelKind kind) {
        return labels.get(kind.value());
    }

    /**
     * Writes a dead letter: sequence, time received, index in its request, source, reason, body as text.
     *
     * @param frame  holds a dead letter's frame
     * @param offset of its first byte
     * @param out    takes one object
     * @throws IOException when the generator's target refuses
     */
    public void writeDeadLetter(final DirectBuffer frame, final int offset, final JsonGenerator out) throws IOException {
        deadLetter.wrapAndApplyHeader(frame, offset, header);
        texts.readPersonal(frame, offset, offset + Frames.HEADER_BYTES + Frames.blockLength(frame, offset));
        out.writeStartObject();
        out.writeNumberField("sequence", deadLetter.sequence());
        out.writeNumberField("received", deadLetter.received());
        out.writeNumberField("index", deadLetter.index());
        out.writeStringField("source", word(Source.get(deadLetter.sourceRaw())));
        JsonValues.text(out, "reason", texts.get(TextKind.REASON));
        JsonValues.text(out, "body", texts.get(TextKind.BODY));
        out.writeEndObject();
    }

    private static String word(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
