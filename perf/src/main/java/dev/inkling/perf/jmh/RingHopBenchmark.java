package dev.inkling.perf.jmh;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import dev.inkling.journal.Frames;
import dev.inkling.perf.stream.FrameStream;
import dev.inkling.perf.stream.Visitors;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One hop: a frame copied into a claimed slot, published, and read by another thread that does nothing else. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RingHopBenchmark {
    private static final int ROUND = 10_000;
    private static final int VISITORS = 10_000;

    /** Slots of the ring, 1 KiB each. */
    @Param({"1024", "16384"})
    private int slots;
    /** Frames that are claimed and published together. */
    @Param({"1", "32"})
    private int batch;

    private RingBuffer<HopSlot> ring;
    private BatchEventProcessor<HopSlot> processor;
    private Reader reader;
    private Thread thread;
    private FrameStream stream;
    private long expected;

    /** Starts the reader. */
    @Setup
    public void start() {
        stream = new FrameStream(new Visitors(VISITORS, Visitors.Distribution.UNIFORM, 1), 0);
        ring = RingBuffer.createMultiProducer(HopSlot::new, slots, new YieldingWaitStrategy());
        reader = new Reader();
        processor = new BatchEventProcessorBuilder().build(ring, ring.newBarrier(), reader);
        ring.addGatingSequences(processor.getSequence());
        thread = new Thread(processor, "ring-reader");
        thread.start();
    }

    /**
     * Stops the reader.
     *
     * @throws InterruptedException when interrupted meanwhile
     */
    @TearDown
    public void stop() throws InterruptedException {
        processor.halt();
        thread.join();
    }

    /**
     * Sends a round of frames and waits until the last has been read.
     *
     * @return bytes read so far
     */
    @Benchmark
    @OperationsPerInvocation(ROUND)
    public long hop() {
        long last = -1;
        for (int sent = 0; sent < ROUND; sent += batch) {
            final int count = Math.min(batch, ROUND - sent);
            last = ring.next(count);
            for (long sequence = last - count + 1; sequence <= last; sequence++) {
                stream.next();
                expected += stream.length();
                ring.get(sequence).put(stream);
            }
            ring.publish(last - count + 1, last);
        }
        while (processor.getSequence().get() < last) {
            Thread.onSpinWait();
        }
        if (reader.bytes != expected) {
            throw new IllegalStateException("read " + reader.bytes + " bytes of " + expected);
        }
        return reader.bytes;
    }

    /** A preallocated slot. */
    static final class HopSlot {
        private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(Frames.MAX_FRAME_BYTES));
        private int length;

        void put(final FrameStream stream) {
            length = stream.length();
            buffer.putBytes(0, stream.buffer(), stream.offset(), length);
        }
    }

    /** Adds up what it sees. Its sum is published by the processor's sequence. */
    static final class Reader implements EventHandler<HopSlot> {
        private long bytes;

        @Override
        public void onEvent(final HopSlot slot, final long sequence, final boolean endOfBatch) {
            bytes += slot.length;
        }
    }
}
