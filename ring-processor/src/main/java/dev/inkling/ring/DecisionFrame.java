package dev.inkling.ring;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import dev.inkling.journal.Frames;
import dev.inkling.journal.codec.DecisionEncoder;
import dev.inkling.scoring.Decision;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the frame of a decision at the codec's offsets, in one pass and without allocation: prefix with sequence and received only,
 * block, labels. Sealing and ids come later. Not thread safe.
 */
final class DecisionFrame {
    private static final int LABELS = Frames.HEADER_BYTES + DecisionEncoder.BLOCK_LENGTH;
    private static final int RULE_HASH = Frames.HEADER_BYTES + DecisionEncoder.ruleHashEncodingOffset();
    private static final int CONFIG_DIGEST = Frames.HEADER_BYTES + DecisionEncoder.configDigestEncodingOffset();
    private static final int AT = Frames.HEADER_BYTES + DecisionEncoder.atEncodingOffset();
    private static final int VISITOR_KEY = Frames.HEADER_BYTES + DecisionEncoder.visitorKeyEncodingOffset();
    private static final int CUSTOMER_KEY = Frames.HEADER_BYTES + DecisionEncoder.customerKeyEncodingOffset();
    private static final int SESSION = Frames.HEADER_BYTES + DecisionEncoder.sessionEncodingOffset();
    private static final int VELOCITY = Frames.HEADER_BYTES + DecisionEncoder.velocityEncodingOffset();
    private static final int INTENT = Frames.HEADER_BYTES + DecisionEncoder.intentEncodingOffset();
    private static final int PROFILE = Frames.HEADER_BYTES + DecisionEncoder.profileEncodingOffset();
    private static final int PROBABILITY = Frames.HEADER_BYTES + DecisionEncoder.probabilityEncodingOffset();
    private static final int RISK = Frames.HEADER_BYTES + DecisionEncoder.riskEncodingOffset();
    private static final int ORDINAL = Frames.HEADER_BYTES + DecisionEncoder.ordinalEncodingOffset();
    private static final int STOREFRONT = Frames.HEADER_BYTES + DecisionEncoder.storefrontEncodingOffset();
    private static final int STATUS = Frames.HEADER_BYTES + DecisionEncoder.statusEncodingOffset();
    private static final int STAGE = Frames.HEADER_BYTES + DecisionEncoder.stageEncodingOffset();
    private static final int URGENCY = Frames.HEADER_BYTES + DecisionEncoder.urgencyEncodingOffset();
    private static final int COHORT = Frames.HEADER_BYTES + DecisionEncoder.cohortEncodingOffset();

    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(Frames.MAX_FRAME_BYTES));

    /**
     * Writes a decision.
     *
     * @param sequence     of the frame that caused it
     * @param received     of that frame, epoch ms
     * @param ordinal      which decision of that frame, from 0
     * @param configDigest of all configuration in force
     * @param decision     what the engine decided
     * @param labels       in force
     * @return length in bytes
     */
    int write(
        final long sequence,
        final long received,
        final int ordinal,
        final long configDigest,
        final Decision decision,
        final DecisionLabels labels) {
        buffer.setMemory(0, LABELS, (byte) 0);
        putShort(0, DecisionEncoder.BLOCK_LENGTH);
        putShort(2, DecisionEncoder.TEMPLATE_ID);
        putShort(4, DecisionEncoder.SCHEMA_ID);
        putShort(6, DecisionEncoder.SCHEMA_VERSION);
        putLong(Frames.SEQUENCE_OFFSET, sequence);
        putLong(Frames.RECEIVED_OFFSET, received);
        putLong(RULE_HASH, labels.ruleHash(decision.rule));
        putLong(CONFIG_DIGEST, configDigest);
        putLong(AT, decision.at);
        putLong(VISITOR_KEY, decision.visitorKey);
        putLong(CUSTOMER_KEY, decision.customerKey);
        putLong(SESSION, decision.session);
        putDouble(VELOCITY, decision.velocity);
        putDouble(INTENT, decision.intent);
        putDouble(PROFILE, decision.profile);
        putDouble(PROBABILITY, decision.probability);
        putDouble(RISK, decision.risk);
        putShort(ORDINAL, ordinal);
        putShort(STOREFRONT, decision.storefront);
        buffer.putByte(STATUS, (byte) decision.status);
        buffer.putByte(STAGE, (byte) decision.stage);
        buffer.putByte(URGENCY, (byte) decision.urgency);
        buffer.putByte(COHORT, (byte) decision.cohort);
        final DirectBuffer group = labels.of(decision.rule);
        buffer.putBytes(LABELS, group, 0, group.capacity());
        return LABELS + group.capacity();
    }

    private void putShort(final int offset, final int value) {
        buffer.putShort(offset, (short) value, ByteOrder.LITTLE_ENDIAN);
    }

    private void putLong(final int offset, final long value) {
        buffer.putLong(offset, value, ByteOrder.LITTLE_ENDIAN);
    }

    private void putDouble(final int offset, final double value) {
        buffer.putDouble(offset, value, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Holds the frame at 0, with room for its texts.
     *
     * @return always the same buffer
     */
    UnsafeBuffer buffer() {
        return buffer;
    }
}
