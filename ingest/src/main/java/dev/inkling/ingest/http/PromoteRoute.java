package dev.inkling.ingest.http;

import dev.inkling.ingest.loop.IngestLoop;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.chronicle.Promotion;
import dev.inkling.ring.Counter;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * {@code POST /v1/admin/promote}: 200 once traffic is taken, 409 when nothing was done, with {@code ?force=true} also from a server that
 * lives.
 */
final class PromoteRoute implements Route {
    private final IngestLoop loop;
    private final Promotions promotions;

    PromoteRoute(final IngestLoop loop, final Promotions promotions) {
        this.loop = loop;
        this.promotions = promotions;
    }

    @Override
    public String allow() {
        return "POST";
    }

    @Override
    public void handle(final Exchange exchange, final ByteBuf body) {
        final boolean isForced;
        try {
            isForced = "true".equals(exchange.parameter("force"));
        } catch (final IllegalArgumentException e) {
            loop.counters().increment(Counter.HTTP_BAD_REQUEST);
            exchange.error(HttpResponseStatus.BAD_REQUEST, "the query is not well-formed: " + e.getMessage());
            return;
        }
        promotions.promote(isForced).whenComplete((promotion, failure) ->
            loop.eventLoop().execute(() -> reply(exchange, promotion, failure)));
    }

    private static void reply(final Exchange exchange, final Promotion promotion, final Throwable failure) {
        if (failure != null) {
            exchange.error(failure instanceof JournalException ? HttpResponseStatus.CONFLICT : HttpResponseStatus.INTERNAL_SERVER_ERROR,
                String.valueOf(failure.getMessage()));
            return;
        }
        exchange.reply(HttpResponseStatus.OK, HttpHeaderValues.APPLICATION_JSON, JsonText.object(exchange.alloc(), json -> {
            json.writeStringField("status", "promoted");
            json.writeNumberField("sequence", promotion.sequence());
            json.writeNumberField("epoch", promotion.epoch());
            json.writeBooleanField("fenced", promotion.fenced());
            json.writeBooleanField("whole", promotion.whole());
        }));
    }
}
