package dev.inkling.ingest.http;

import java.util.function.Supplier;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;

/** Answers a GET with a JSON object made anew each time. */
final class StatusRoute implements Route {
    private final Supplier<Report> reports;

    /**
     * What is replied.
     *
     * @param status of the reply
     * @param fields of the object
     */
    record Report(HttpResponseStatus status, JsonText.Fields fields) {
    }

    StatusRoute(final Supplier<Report> reports) {
        this.reports = reports;
    }

    @Override
    public String allow() {
        return "GET, HEAD";
    }

    @Override
    public void handle(final Exchange exchange, final ByteBuf body) {
        final Report report = reports.get();
        exchange.reply(report.status(), HttpHeaderValues.APPLICATION_JSON, JsonText.object(exchange.alloc(), report.fields()));
    }
}
