package dev.inkling.ingest.udp;

import java.net.InetSocketAddress;

import dev.inkling.ingest.ServerContext;
import dev.inkling.ingest.StartException;
import dev.inkling.ingest.loop.IngestLoop;
import dev.inkling.ingest.loop.IngestLoops;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The UDP port, on one event loop. With epoll one system call reads many datagrams (recvmmsg). */
public final class UdpFrontEnd implements AutoCloseable {
    /** Datagrams read by one system call. */
    private static final int READ_DATAGRAMS = 16;
    private static final Logger LOG = LoggerFactory.getLogger(UdpFrontEnd.class);

    private final Channel channel;
    private final KernelDrops drops;

    /**
     * Opens the port.
     *
     * @param context says where, and the bounds
     * @param loops   one of them reads
     * @param secret  identity secret, 32 hex digits, under which tags are checked
     * @throws StartException when the port cannot be had
     */
    public UdpFrontEnd(final ServerContext context, final IngestLoops loops, final String secret) {
        final IngestLoop loop = loops.all().get(loops.all().size() - 1);
        // One byte more than the limit, so that a datagram cut by the kernel is seen to be too long.
        final int slotBytes = context.datagramBytes() + 1;
        final Bootstrap bootstrap = new Bootstrap()
            .group(loop.eventLoop())
            .option(ChannelOption.SO_RCVBUF, context.receiveBytes())
            .handler(new UdpHandler(loop, new DatagramReader(loop, secret), context.datagramBytes()));
        if (loops.isEpoll()) {
            bootstrap.channel(EpollDatagramChannel.class)
                .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, slotBytes)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_DATAGRAMS * slotBytes));
        } else {
            bootstrap.channel(NioDatagramChannel.class)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(slotBytes));
        }
        final ChannelFuture bound = bootstrap.bind(context.udp()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw StartException.cannotBind("UDP", context.udp(), bound.cause());
        }
        channel = bound.channel();
        drops = new KernelDrops(address().getPort(), loop.counters());
        final int granted = channel.config().getOption(ChannelOption.SO_RCVBUF);
        if (granted < context.receiveBytes()) {
            LOG.info("the kernel grants a receive buffer of {} bytes of the {} asked for (net.core.rmem_max)", granted,
                context.receiveBytes());
        }
    }

    /**
     * Where datagrams are taken.
     *
     * @return address with the port in use
     */
    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    @Override
    public void close() {
        drops.close();
        channel.close().awaitUninterruptibly();
    }
}
