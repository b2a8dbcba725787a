package dev.inkling.ingest.http;

import java.util.function.BooleanSupplier;

import dev.inkling.ingest.loop.IngestLoop;
import dev.inkling.journal.Storefronts;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.json.MomentJsonReader;
import dev.inkling.journal.json.Outcome;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Intake;
import dev.inkling.ring.Pipeline;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * {@code POST /v1/events}: events in native JSON. The body is parsed into the loop's own area first and admitted to the ring whole or not
 * at all; the reply waits for its results.
 */
final class EventsRoute implements Route {
    private final IngestLoop loop;
    private final Pipeline pipeline;
    private final BooleanSupplier draining;
    private final BodyBuffer buffer;
    private final MomentJsonReader reader;
    private final DecisionTexts decisions = new DecisionTexts();

    EventsRoute(final IngestLoop loop, final Pipeline pipeline, final BooleanSupplier draining) {
        this.loop = loop;
        this.pipeline = pipeline;
        this.draining = draining;
        buffer = new BodyBuffer(loop.context().inflatedBytes());
        reader = new MomentJsonReader(loop.keys(), Storefronts.DEFAULT);
    }

    @Override
    public String allow() {
        return "POST";
    }

    @Override
    public void handle(final Exchange exchange, final ByteBuf body) {
        if (draining.getAsBoolean()) {
            exchange.closeBehind();
            unavailable(exchange, "the server is stopping; nothing of the request was taken");
            return;
        }
        final boolean decide;
        final boolean explain;
        final String shop;
        try {
            decide = "true".equals(exchange.parameter("decide"));
            explain = "true".equals(exchange.parameter("explain"));
            shop = exchange.storefront();
            buffer.load(body, exchange.header(HttpHeaderNames.CONTENT_ENCODING));
        } catch (final IllegalArgumentException e) {
            loop.counters().increment(Counter.HTTP_BAD_REQUEST);
            exchange.error(HttpResponseStatus.BAD_REQUEST, "the query is not well-formed: " + e.getMessage());
            return;
        } catch (final BodyBuffer.UnreadableException e) {
            loop.counters().increment(e.isOversize() ? Counter.HTTP_OVERSIZE : Counter.HTTP_BAD_JSON);
            exchange.error(HttpResponseStatus.BAD_REQUEST, e.getMessage());
            return;
        }
        if (explain && !decide) {
            loop.counters().increment(Counter.HTTP_BAD_REQUEST);
            exchange.error(HttpResponseStatus.BAD_REQUEST, "explain=true tells why rules decide; ask for decide=true as well");
            return;
        }
        loop.batch().clear();
        final Storefronts storefronts = loop.storefronts();
        decisions.storefronts(storefronts);
        final Outcome outcome =
            reader.read(buffer.bytes(), 0, buffer.length(), loop.batch(), Source.HTTP, storefronts, storefronts.named(shop));
        switch (outcome.status()) {
            case OK -> offer(exchange, outcome, decide, explain);
            case MALFORMED -> malformed(exchange, outcome);
            default -> tooMany(exchange, outcome.message());
        }
    }

    private void offer(final Exchange exchange, final Outcome outcome, final boolean decide, final boolean explain) {
        final Explained explained = explain ? new Explained(loop.batch().count() - outcome.rejections().count()) : null;
        final EventsReply reply = new EventsReply(exchange, pipeline, outcome.rejections(), decide, explained, decisions);
        if (loop.batch().count() == 0) {
            reply.onComplete(0, 0, 0, loop.context().durability());
            return;
        }
        final Intake.Offer offer = loop.offer(reply, explain ? Explained.MOST : 0);
        if (offer == Intake.Offer.TOO_MANY) {
            tooMany(exchange, "more than " + loop.batch().capacity() + " events in one request");
        } else if (offer != Intake.Offer.TAKEN) {
            unavailable(exchange, Refusals.of(offer));
        }
    }

    private void unavailable(final Exchange exchange, final String message) {
        exchange.unavailable(JsonText.error(exchange.alloc(), message));
    }

    private void tooMany(final Exchange exchange, final String message) {
        loop.counters().increment(Counter.HTTP_OVERSIZE);
        exchange.error(HttpResponseStatus.BAD_REQUEST, message);
    }

    private void malformed(final Exchange exchange, final Outcome outcome) {
        loop.counters().increment(Counter.HTTP_BAD_JSON);
        final String message = outcome.message();
        exchange.reply(HttpResponseStatus.BAD_REQUEST, HttpHeaderValues.APPLICATION_JSON, JsonText.object(exchange.alloc(), json -> {
            json.writeStringField("error", message);
            json.writeNumberField("offset", outcome.byteOffset());
            json.writeNumberField("line", outcome.line());
            json.writeNumberField("column", outcome.column());
        }));
    }
}
