package dev.inkling.ingest.http;

import java.io.IOException;
import java.util.Locale;
import java.util.function.BooleanSupplier;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.inkling.ingest.loop.IngestLoop;
import dev.inkling.ingest.loop.PendingReply;
import dev.inkling.journal.CurrencyCode;
import dev.inkling.journal.Money;
import dev.inkling.journal.Storefront;
import dev.inkling.journal.codec.Stage;
import dev.inkling.journal.codec.Urgency;
import dev.inkling.ring.Intake;
import dev.inkling.ring.Pipeline;
import dev.inkling.ring.VisitorState;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.agrona.DirectBuffer;

/**
 * {@code GET /v1/visitors/{id}}: what the engine knows of a visitor as of a point of the journal. The question travels the ring like an
 * event, so the answer is consistent and covers all that was acknowledged before.
 */
final class VisitorsRoute implements Route {
    private final IngestLoop loop;
    private final Pipeline pipeline;
    private final String prefix;
    private final BooleanSupplier draining;
    private final VisitorState visitor = new VisitorState();

    VisitorsRoute(final IngestLoop loop, final Pipeline pipeline, final String prefix, final BooleanSupplier draining) {
        this.loop = loop;
        this.pipeline = pipeline;
        this.prefix = prefix;
        this.draining = draining;
    }

    @Override
    public String allow() {
        return "GET, HEAD";
    }

    @Override
    public void handle(final Exchange exchange, final ByteBuf body) {
        final String id;
        final Storefront storefront;
        try {
            id = QueryStringDecoder.decodeComponent(exchange.path().substring(prefix.length()).replace("+", "%2B"));
            storefront = loop.storefronts().named(exchange.storefront());
        } catch (final IllegalArgumentException e) {
            exchange.error(HttpResponseStatus.BAD_REQUEST, "the path or the query is not well-formed: " + e.getMessage());
            return;
        }
        if (storefront == null) {
            exchange.error(HttpResponseStatus.NOT_FOUND, "no storefront has that name");
        } else if (draining.getAsBoolean()) {
            exchange.closeBehind();
            exchange.unavailable(JsonText.error(exchange.alloc(), "the server is stopping"));
        } else {
            final Intake.Offer offer = loop.query(loop.keys().key(storefront, id), new Reply(exchange, id, storefront.name()));
            if (offer != Intake.Offer.TAKEN) {
                exchange.unavailable(JsonText.error(exchange.alloc(), Refusals.of(offer)));
            }
        }
    }

    private void write(final JsonGenerator json, final String id, final String storefront) throws IOException {
        json.writeStringField("id", id);
        json.writeStringField("storefront", storefront);
        json.writeStringField("visitorKey", hex(visitor.visitorKey()));
        if (visitor.customerKey() != 0) {
            json.writeStringField("customerKey", hex(visitor.customerKey()));
        }
        json.writeNumberField("at", visitor.at());
        if (visitor.session() != 0) {
            json.writeObjectFieldStart("session");
            json.writeNumberField("session", visitor.session());
            json.writeBooleanField("active", visitor.active());
            json.writeNumberField("start", visitor.sessionStart());
            json.writeNumberField("last", visitor.sessionLast());
            json.writeNumberField("age", visitor.sessionAge());
            json.writeNumberField("moments", visitor.sessionMoments());
            json.writeEndObject();
        }
        json.writeObjectFieldStart("scores");
        json.writeNumberField("velocity", visitor.velocity());
        json.writeNumberField("intent", visitor.intent());
        json.writeNumberField("profile", visitor.profile());
        json.writeNumberField("probability", visitor.probability());
        json.writeStringField("urgency", Urgency.get((short) visitor.urgency()).name().toLowerCase(Locale.ROOT));
        json.writeStringField("stage", Stage.get((short) visitor.stage()).name().toLowerCase(Locale.ROOT));
        json.writeNumberField("risk", visitor.risk());
        json.writeEndObject();
        json.writeObjectFieldStart("cart");
        json.writeNumberField("items", visitor.cartItems());
        money(json, "value", visitor.cartValueMinor(), visitor.cartCurrency());
        json.writeEndObject();
        writeHistory(json);
    }

    private void writeHistory(final JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("visitor");
        json.writeNumberField("sessions", visitor.sessions());
        json.writeNumberField("purchases", visitor.purchases());
        money(json, "revenue", visitor.revenueMinor(), visitor.revenueCurrency());
        if (visitor.latestPurchase() != Long.MIN_VALUE) {
            json.writeNumberField("latestPurchase", visitor.latestPurchase());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("moments");
        for (int i = 0; i < visitor.momentCount(); i++) {
            json.writeStartObject();
            json.writeStringField("momentType", pipeline.typeName(visitor.momentType(i)));
            json.writeNumberField("at", visitor.momentAt(i));
            json.writeNumberField("intent", visitor.momentIntent(i));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void money(final JsonGenerator json, final String name, final long minor, final int currency) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(Money.toText(minor, CurrencyCode.exponent(currency)));
        if (currency != CurrencyCode.NONE) {
            json.writeStringField("currency", CurrencyCode.letters(currency));
        }
    }

    private static String hex(final long key) {
        return String.format(Locale.ROOT, "%016x", key);
    }

    /** Awaits the answer. */
    private final class Reply implements PendingReply {
        private final Exchange exchange;
        private final String id;
        private final String storefront;

        Reply(final Exchange exchange, final String id, final String storefront) {
            this.exchange = exchange;
            this.id = id;
            this.storefront = storefront;
        }

        @Override
        public void onVisitor(final DirectBuffer state, final int offset, final int length) {
            if (length == 0) {
                exchange.error(HttpResponseStatus.NOT_FOUND, "nothing is known of that visitor");
            } else {
                visitor.wrap(state, offset);
                exchange.reply(HttpResponseStatus.OK, HttpHeaderValues.APPLICATION_JSON,
                    JsonText.object(exchange.alloc(), json -> write(json, id, storefront)));
            }
        }

        @Override
        public void onTimeout() {
            exchange.unavailable(JsonText.error(exchange.alloc(), "no answer in time"));
        }

        @Override
        public void onDecision(final DirectBuffer frame, final int offset, final int length, final boolean replayed,
                               final long latencyNanos) {
            throw new IllegalStateException("a decision for a look-up");
        }

        @Override
        public void onComplete(final int accepted, final int duplicates, final int refused, final Intake.Durability durability) {
            // The ring ended before it came to the look-up.
            exchange.unavailable(JsonText.error(exchange.alloc(), Refusals.of(Intake.Offer.STOPPED)));
        }
    }
}
