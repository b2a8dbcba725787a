package dev.inkling.perf.stream;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import dev.inkling.journal.ConfigurationWriter;
import dev.inkling.journal.Frames;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.ring.FrameSink;
import dev.inkling.ring.MomentProcessor;
import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.EngineSettings;
import dev.inkling.scoring.rules.load.RuleCompiler;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A processor with the default catalogue and rules, driven by a stream without ring or journal. Journal time goes on with the events: at
 * uniform visitors each comes back after ten minutes on average, so sessions go on, end and begin anew. Allocates nothing once made. Not
 * thread safe.
 */
public final class ReadyProcessor implements FrameSink {
    private static final long START_MS = 1_750_000_000_000L;
    private static final double MEAN_RETURN_MS = 600_000;

    private final MomentProcessor processor = new MomentProcessor();
    private final FrameStream stream;
    private final double msPerEvent;
    private long sequence;
    private final long firstMoment;
    private long decisionBytes;

    /**
     * Configures a processor.
     *
     * @param stream   of moments
     * @param visitors most that the table holds, and what the stream draws from
     */
    public ReadyProcessor(final FrameStream stream, final int visitors) {
        this(stream, visitors, RuleCompiler.defaultText());
    }

    /**
     * Configures a processor.
     *
     * @param stream   of moments
     * @param visitors most that the table holds, and what the stream draws from
     * @param rules    YAML
     */
    public ReadyProcessor(final FrameStream stream, final int visitors, final String rules) {
        this.stream = stream;
        this.msPerEvent = MEAN_RETURN_MS / visitors;
        configure(ConfigKind.ENGINE, EngineSettings.defaults().withVisitors(visitors).toText());
        configure(ConfigKind.CATALOGUE, Catalogue.defaultText());
        configure(ConfigKind.RULES, rules);
        firstMoment = sequence;
    }

    /**
     * Processes the stream's next moments, as the handler behind the ring does: expects some, then gives them.
     *
     * @param count how many
     */
    public void run(final int count) {
        int left = count;
        while (left > 0) {
            final int some = Math.min(left, MomentProcessor.AHEAD);
            final int first = stream.position();
            for (int i = 0; i < some; i++) {
                stream.next();
                sequence++;
                stream.stamp(sequence, nowMs());
                processor.expect(stream.buffer(), stream.offset());
            }
            processor.fetch();
            for (int i = 0; i < some; i++) {
                stream.seek(first + i);
                processor.onFrame(stream.buffer(), stream.offset(), stream.length(), this);
            }
            left -= some;
        }
    }

    /**
     * Journal time.
     *
     * @return epoch ms
     */
    public long nowMs() {
        return START_MS + (long) (sequence * msPerEvent);
    }

    /**
     * Moments given so far.
     *
     * @return count
     */
    public long given() {
        return sequence - firstMoment;
    }

    /**
     * The processor.
     *
     * @return always the same one
     */
    public MomentProcessor processor() {
        return processor;
    }

    @Override
    public void onTimerDecision(final MutableDirectBuffer frame, final int offset, final int length) {
        decisionBytes += length;
    }

    @Override
    public void onDecision(final MutableDirectBuffer frame, final int offset, final int length) {
        decisionBytes += length;
    }

    private void configure(final ConfigKind kind, final String text) {
        final ConfigurationWriter writer = new ConfigurationWriter(kind, text.getBytes(StandardCharsets.UTF_8));
        final UnsafeBuffer frame = new UnsafeBuffer(ByteBuffer.allocateDirect(Frames.MAX_FRAME_BYTES));
        while (writer.hasNext()) {
            final int length = writer.next(frame, 0);
            sequence++;
            frame.putLong(Frames.SEQUENCE_OFFSET, sequence, ByteOrder.LITTLE_ENDIAN);
            frame.putLong(Frames.RECEIVED_OFFSET, START_MS, ByteOrder.LITTLE_ENDIAN);
            processor.onFrame(frame, 0, length, this);
        }
    }
}
