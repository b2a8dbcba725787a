package dev.inkling.perf.load;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;

/** One connection: writes a request, reads its reply, and is idle again. Confined to its event loop. */
final class HttpExchange extends SimpleChannelInboundHandler<HttpObject> {
    long idleSince;

    private final HttpLoad load;
    private final int eventsPerSend;
    private final byte[] head;
    private final HttpReply reply = new HttpReply();
    private ChannelHandlerContext context;
    private byte[] scratch = new byte[1024];
    private long intendedNanos;
    private boolean waiting;

    HttpExchange(final HttpLoad load, final LoadPlan plan, final InetSocketAddress server) {
        this.load = load;
        this.eventsPerSend = plan.eventsPerSend();
        this.head = ("POST /v1/events" + (plan.decide() ? "?decide=true" : "") + " HTTP/1.1\r\nhost: " + server.getHostString() + ':'
            + server.getPort() + "\r\ncontent-type: application/json\r\ncontent-length: ").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void channelActive(final ChannelHandlerContext ctx) {
        context = ctx;
        load.onIdle(this, true);
    }

    @Override
    public void channelInactive(final ChannelHandlerContext ctx) {
        load.onGone(this, waiting);
        waiting = false;
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext ctx, final Throwable cause) {
        ctx.close();
    }

    /** Sends the next events of a source as one request. */
    void send(final EventSource events, final long intended) {
        intendedNanos = intended;
        waiting = true;
        final int bodyBytes = events.lengthOf(eventsPerSend) + (eventsPerSend == 1 ? 0 : eventsPerSend + 1);
        if (scratch.length < bodyBytes) {
            scratch = new byte[bodyBytes * 2];
        }
        int at = 0;
        for (int i = 0; i < eventsPerSend; i++) {
            if (eventsPerSend > 1) {
                scratch[at++] = (byte) (i == 0 ? '[' : ',');
            }
            at = events.put(scratch, at);
        }
        if (eventsPerSend > 1) {
            scratch[at++] = ']';
        }
        final ByteBuf request = context.alloc().directBuffer(head.length + 16 + bodyBytes);
        request.writeBytes(head);
        writeDecimal(request, at);
        request.writeInt('\r' << 24 | '\n' << 16 | '\r' << 8 | '\n');
        request.writeBytes(scratch, 0, at);
        context.writeAndFlush(request, context.voidPromise());
    }

    @Override
    protected void channelRead0(final ChannelHandlerContext ctx, final HttpObject message) {
        if (message.decoderResult().isFailure()) {
            ctx.close();
            return;
        }
        if (message instanceof HttpResponse) {
            reply.begin(((HttpResponse) message).status().code());
        }
        if (message instanceof HttpContent) {
            reply.append(((HttpContent) message).content());
        }
        if (message instanceof LastHttpContent && waiting && reply.status() >= 200) {
            waiting = false;
            load.onReply(intendedNanos, reply);
            load.onIdle(this, false);
        }
    }

    private static void writeDecimal(final ByteBuf target, final int value) {
        int power = 1;
        while (value / power >= 10) {
            power *= 10;
        }
        for (int rest = value; power > 0; power /= 10) {
            target.writeByte('0' + rest / power);
            rest %= power;
        }
    }
}
