package dev.inkling.ingest.udp;

import dev.inkling.ingest.loop.IngestLoop;
import dev.inkling.ring.Counter;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes datagrams one by one: copies each out of Netty's buffer and has it read. Confined to its event loop. */
final class UdpHandler extends SimpleChannelInboundHandler<DatagramPacket> {
    private static final Logger LOG = LoggerFactory.getLogger(UdpHandler.class);

    private final IngestLoop loop;
    private final DatagramReader reader;
    private final byte[] bytes;

    UdpHandler(final IngestLoop loop, final DatagramReader reader, final int maxBytes) {
        this.loop = loop;
        this.reader = reader;
        this.bytes = new byte[maxBytes];
    }

    @Override
    protected void channelRead0(final ChannelHandlerContext context, final DatagramPacket packet) {
        final ByteBuf content = packet.content();
        final int length = content.readableBytes();
        loop.counters().increment(Counter.UDP_DATAGRAMS);
        if (length == 0 || length > bytes.length) {
            loop.counters().increment(Counter.UDP_BAD_LENGTH);
            return;
        }
        content.getBytes(content.readerIndex(), bytes, 0, length);
        reader.read(bytes, length);
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause) {
        // A port stays open whatever comes in; what gets here is a fault of the server's own, or of the socket.
        LOG.error("a datagram could not be taken", cause);
    }
}
