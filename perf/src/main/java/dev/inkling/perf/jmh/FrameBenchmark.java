package dev.inkling.perf.jmh;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import dev.inkling.journal.Fact;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.FrameCheck;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.KeyMaker;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.MomentFrame;
import dev.inkling.journal.MomentWriter;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.Storefront;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.codec.TextKind;
import dev.inkling.perf.stream.SampleFrames;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A moment into a frame, and out of one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class FrameBenchmark {
    private static final int FRAMES = 1024;

    private final FrameBatch target = new FrameBatch(1);
    private final MomentWriter writer = new MomentWriter(new KeyMaker(SampleFrames.SECRET));
    private final byte[] visitor = utf8("mia-0412");
    private final byte[] session = utf8("visit-412");
    private final byte[] event = utf8("bg-7");
    private final byte[] name = utf8("size_guide");
    private final byte[] page = utf8("/p/linen-shirt");
    private final byte[] element = utf8("size_guide");
    private final byte[] device = utf8("mobile");
    private final byte[] channel = utf8("instagram_ad");
    private final MomentFrame moment = new MomentFrame();
    private final FrameCheck check = new FrameCheck(QueueName.EVENTS);
    private FrameBatch frames;
    private int next;

    /** Seals a chain of frames for the decoder to check. */
    @Setup
    public void seal() {
        frames = SampleFrames.batch(FRAMES);
        try (MemoryJournal journal = new MemoryJournal()) {
            for (int i = 0; i < FRAMES; i++) {
                journal.appender(QueueName.EVENTS).append(frames.buffer(), frames.offset(i), frames.length(i), i + 1, 1_000 + i);
            }
        }
    }

    /**
     * Fields of a usual moment through limits, keys and hashes into a frame.
     *
     * @return its length
     */
    @Benchmark
    public int encode() {
        target.clear();
        writer.begin(target, Storefront.DEFAULT, Source.HTTP);
        writer.text(TextKind.VISITOR_ID, visitor, 0, visitor.length);
        writer.text(TextKind.SESSION_ID, session, 0, session.length);
        writer.text(TextKind.EVENT_ID, event, 0, event.length);
        writer.text(TextKind.NAME, name, 0, name.length);
        writer.text(TextKind.ELEMENT, element, 0, element.length);
        writer.text(TextKind.PAGE, page, 0, page.length);
        writer.text(TextKind.DEVICE, device, 0, device.length);
        writer.text(TextKind.CHANNEL, channel, 0, channel.length);
        writer.number(Fact.DURATION, 12.5);
        writer.number(Fact.DEPTH, 3);
        if (writer.finish() != null) {
            throw new IllegalStateException("refused");
        }
        return target.length(0);
    }

    /**
     * Checks a frame (CRC, structure, chain, order) and reads what the processor reads.
     *
     * @return a sum over what was read
     */
    @Benchmark
    public double decode() {
        if (next == 0) {
            check.resume(0, Long.MIN_VALUE, 0, 0);
        }
        final int offset = frames.offset(next);
        final FrameVerdict verdict = check.check(frames.buffer(), offset, frames.length(next));
        if (verdict != FrameVerdict.OK) {
            throw new IllegalStateException(next + ": " + verdict);
        }
        next = next + 1 & FRAMES - 1;
        moment.wrap(frames.buffer(), offset);
        return moment.sequence() + moment.received() + moment.visitorKey() + moment.nameHash() + moment.number(Fact.DURATION)
            + moment.number(Fact.SCROLL_VELOCITY) + moment.bits(Fact.PAGE, 0) + moment.bits(Fact.PRICE, 0);
    }

    private static byte[] utf8(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
