package dev.inkling.journal;

import java.nio.charset.StandardCharsets;

import dev.inkling.journal.codec.CheckpointEncoder;
import dev.inkling.journal.codec.Cohort;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.journal.codec.ConfigurationEncoder;
import dev.inkling.journal.codec.DeadLetterEncoder;
import dev.inkling.journal.codec.DecisionEncoder;
import dev.inkling.journal.codec.Device;
import dev.inkling.journal.codec.LabelKind;
import dev.inkling.journal.codec.MessageHeaderEncoder;
import dev.inkling.journal.codec.MomentEventEncoder;
import dev.inkling.journal.codec.SkipEncoder;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.codec.Stage;
import dev.inkling.journal.codec.Status;
import dev.inkling.journal.codec.TextKind;
import dev.inkling.journal.codec.TickEncoder;
import dev.inkling.journal.codec.Urgency;
import org.agrona.concurrent.UnsafeBuffer;

/** Frames of every template, written by the generated encoders, not sealed. */
public final class TestFrames {
    private static final MessageHeaderEncoder HEADER = new MessageHeaderEncoder();

    private TestFrames() {
    }

    /** A frame and its length. */
    public record Frame(QueueName queue, UnsafeBuffer buffer, int length) {
    }

    /**
     * One frame of a kind.
     *
     * @param kind 0 to 8: moment, moment without texts, tick, configuration, skip, void, decision, checkpoint, dead letter
     * @param n    varies the content
     * @return the frame, for sequence {@code n} where it matters
     */
    public static Frame of(final int kind, final long n) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frames.MAX_FRAME_BYTES]);
        switch (kind) {
            case 0:
                return new Frame(QueueName.EVENTS, buffer, moment(buffer, n, true));
            case 1:
                return new Frame(QueueName.EVENTS, buffer, moment(buffer, n, false));
            case 2:
                final TickEncoder tick = new TickEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
                return new Frame(QueueName.EVENTS, buffer, tick.limit());
            case 3:
                final ConfigurationEncoder piece = new ConfigurationEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
                piece.textDigest(n).textBytes(11).pieceOffset(0).kind(ConfigKind.RULES).piece("hello rules");
                return new Frame(QueueName.EVENTS, buffer, piece.limit());
            case 4:
                final SkipEncoder skip = new SkipEncoder().wrapAndApplyHeader(buffer, 0, HEADER).skipped(n);
                return new Frame(QueueName.EVENTS, buffer, skip.limit());
            case 5:
                return new Frame(QueueName.EVENTS, buffer, VoidFrame.write(buffer, 0, n - 1));
            case 6:
                return new Frame(QueueName.DECISIONS, buffer, decision(buffer, n));
            case 7:
                final CheckpointEncoder checkpoint = new CheckpointEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
                checkpoint.digest(n * 31).events(n).decisions(n / 2);
                return new Frame(QueueName.DECISIONS, buffer, checkpoint.limit());
            case 8:
                return new Frame(QueueName.DEAD_LETTERS, buffer, deadLetter(buffer, n));
            default:
                throw new IllegalArgumentException("kind " + kind);
        }
    }

    private static int moment(final UnsafeBuffer buffer, final long n, final boolean withTexts) {
        final MomentEventEncoder moment = new MomentEventEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        moment.timestamp(1_700_000_000_000L + n).visitorKey(n * 0x9E3779B97F4A7C15L).nameHash(n ^ 0x55L).storefront(7)
            .device(Device.MOBILE).source(Source.HTTP);
        moment.facts().clear().duration(true).price(true);
        moment.remarks().clear();
        moment.valuesCount(2).next().bits(Double.doubleToRawLongBits(n / 4.0)).next().bits(n * 100);
        final MomentEventEncoder.TextsEncoder texts = moment.textsCount(withTexts ? 2 : 0);
        if (withTexts) {
            texts.next().kind(TextKind.VISITOR_ID).text("visitor-" + n);
            texts.next().kind(TextKind.NAME).text("size_guide");
        }
        return moment.limit();
    }

    private static int decision(final UnsafeBuffer buffer, final long n) {
        final DecisionEncoder decision = new DecisionEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        decision.ruleHash(n).configDigest(n * 3).at(n).visitorKey(n).customerKey(0).session(1).velocity(0.3).intent(0.25)
            .profile(0.1).probability(0.1).risk(0).ordinal((int) (n & 7)).storefront(0).status(Status.FIRED)
            .stage(Stage.RESEARCH).urgency(Urgency.LOW).cohort(Cohort.TREATED);
        decision.labelsCount(2).next().kind(LabelKind.RULE).label("research_discount")
            .next().kind(LabelKind.ACTION_TYPE).label("offer");
        decision.textsCount(1).next().kind(TextKind.VISITOR_ID).text("visitor-" + n);
        return decision.limit();
    }

    private static int deadLetter(final UnsafeBuffer buffer, final long n) {
        final DeadLetterEncoder letter = new DeadLetterEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        letter.index(n).storefront(0).source(Source.UDP_JSON);
        final byte[] body = ("{\"n\":" + n + "}").getBytes(StandardCharsets.UTF_8);
        letter.textsCount(2).next().kind(TextKind.REASON).text("no identifier")
            .next().kind(TextKind.BODY).putText(body, 0, body.length);
        return letter.limit();
    }
}
