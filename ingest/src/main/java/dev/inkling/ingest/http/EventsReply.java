package dev.inkling.ingest.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.inkling.ingest.loop.PendingReply;
import dev.inkling.journal.DecisionMarks;
import dev.inkling.journal.json.Rejections;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Intake;
import dev.inkling.ring.Pipeline;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.agrona.DirectBuffer;

/** The reply to a request of events, put together as its results come back. Confined to the event loop. */
final class EventsReply implements PendingReply {
    /** Decisions in one reply; a batch of a thousand events could cause more than anybody reads. */
    static final int MAX_DECISIONS = 64;

    private static final int INITIAL_BYTES = 192;
    private static final byte[] NONE = new byte[0];

    private final Exchange exchange;
    private final Pipeline pipeline;
    private final boolean decide;
    private final Explained explained;
    private final DecisionTexts texts;
    private final byte[] rejected;
    private ByteArrayOutputStream decisions;
    private int count;

    /**
     * A reply that has its rejections already.
     *
     * @param exchange   to reply to
     * @param pipeline   says why when it refuses
     * @param rejections of the request, read now
     * @param decide     whether the decisions are wanted
     * @param explained  takes explanations; null where none are wanted
     * @param texts      writes decisions
     */
    EventsReply(final Exchange exchange, final Pipeline pipeline, final Rejections rejections, final boolean decide,
                final Explained explained, final DecisionTexts texts) {
        this.exchange = exchange;
        this.pipeline = pipeline;
        this.decide = decide;
        this.explained = explained;
        this.texts = texts;
        this.rejected = rejections.count() == 0 ? NONE : write(rejections);
    }

    private static byte[] write(final Rejections rejections) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream(INITIAL_BYTES);
        try (JsonGenerator json = JsonText.FACTORY.createGenerator(out)) {
            json.writeStartArray();
            for (int i = 0; i < rejections.count(); i++) {
                json.writeStartObject();
                json.writeNumberField("index", rejections.index(i));
                if (!rejections.field(i).isEmpty()) {
                    json.writeStringField("field", rejections.field(i));
                }
                json.writeStringField("reason", rejections.reason(i));
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public void onDecision(final DirectBuffer frame, final int offset, final int length, final boolean replayed,
                           final long latencyNanos) {
        // A rule in shadow is never delivered: whoever reads the status alone would act on it.
        if (!decide || exchange.isGone() || DecisionMarks.isShadow(frame, offset)) {
            return;
        }
        if (count < MAX_DECISIONS) {
            if (decisions == null) {
                decisions = new ByteArrayOutputStream(2 * INITIAL_BYTES);
            } else {
                decisions.write(',');
            }
            texts.append(decisions, frame, offset, replayed, latencyNanos);
        }
        count++;
    }

    @Override
    public void onExplanation(final DirectBuffer json, final int offset, final int length, final boolean last) {
        if (explained != null && !exchange.isGone()) {
            explained.add(json, offset, length, last);
        }
    }

    @Override
    public void onComplete(final int accepted, final int duplicates, final int refused, final Intake.Durability durability) {
        final ByteBuf body = exchange.alloc().buffer(INITIAL_BYTES + rejected.length + (decisions == null ? 0 : decisions.size()));
        body.writeByte('{');
        if (refused > 0) {
            text(body, "\"error\":\"");
            body.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(Refusals.partly(pipeline.readiness())));
            text(body, "\",\"refused\":");
            number(body, refused);
            body.writeByte(',');
        }
        text(body, "\"accepted\":");
        number(body, accepted);
        text(body, ",\"duplicates\":");
        number(body, duplicates);
        text(body, ",\"rejected\":");
        if (rejected.length == 0) {
            text(body, "[]");
        } else {
            body.writeBytes(rejected);
        }
        text(body, durability == Intake.Durability.SYNCED ? ",\"durability\":\"synced\"" : ",\"durability\":\"journaled\"");
        if (decide) {
            writeDecisions(body);
        }
        if (explained != null) {
            explained.write(body);
        }
        body.writeByte('}');
        if (refused > 0) {
            exchange.unavailable(body);
        } else {
            exchange.loop().counters().increment(Counter.HTTP_OK);
            exchange.reply(decide ? HttpResponseStatus.OK : HttpResponseStatus.ACCEPTED, HttpHeaderValues.APPLICATION_JSON, body);
        }
    }

    private void writeDecisions(final ByteBuf body) {
        text(body, ",\"decisions\":[");
        if (decisions != null) {
            body.writeBytes(decisions.toByteArray());
        }
        body.writeByte(']');
        if (count > MAX_DECISIONS) {
            text(body, ",\"truncated\":true");
        }
    }

    @Override
    public void onTimeout() {
        final long ms = exchange.loop().context().replyTimeoutNs() / 1_000_000;
        exchange.unavailable(JsonText.object(exchange.alloc(), json -> {
            json.writeStringField("error", String.format(Locale.ROOT,
                "no answer in %,d ms; the events may or may not be journaled; send them again with the same event ids", ms));
            json.writeStringField("durability", "unknown");
        }));
    }

    @Override
    public void onVisitor(final DirectBuffer state, final int offset, final int length) {
        throw new IllegalStateException("a visitor for a request of events");
    }

    private static void text(final ByteBuf body, final String ascii) {
        ByteBufUtil.writeAscii(body, ascii);
    }

    private static void number(final ByteBuf body, final int value) {
        ByteBufUtil.writeAscii(body, Integer.toString(value));
    }
}
