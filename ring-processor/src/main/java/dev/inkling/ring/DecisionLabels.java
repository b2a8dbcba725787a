package dev.inkling.ring;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import dev.inkling.journal.Frames;
import dev.inkling.journal.codec.DecisionDecoder;
import dev.inkling.journal.codec.LabelKind;
import dev.inkling.scoring.rules.Rule;
import dev.inkling.scoring.rules.RuleSet;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What each rule's decisions say of it, encoded once when the rules come in force: the group {@code labels} of a decision frame.
 * Immutable.
 */
final class DecisionLabels {
    /** Room for the labels of a decision: the frame without its block and the header of its texts. */
    static final int MAX_BYTES = Frames.MAX_FRAME_BYTES - Frames.HEADER_BYTES - DecisionDecoder.BLOCK_LENGTH
        - DecisionDecoder.TextsDecoder.HEADER_SIZE;
    private static final int LENGTH_BYTES = 2;
    private static final String TRUE = "true";

    private final DirectBuffer[] encoded;
    private final long[] ruleHashes;

    /**
     * Encodes the labels of all rules.
     *
     * @param rules in force
     * @throws IllegalArgumentException when the labels of one do not fit into a frame
     */
    DecisionLabels(final RuleSet rules) {
        encoded = new DirectBuffer[rules.size()];
        ruleHashes = new long[rules.size()];
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = encode(rules.rule(i));
            ruleHashes[i] = rules.rule(i).nameHash();
        }
    }

    private static DirectBuffer encode(final Rule rule) {
        final MutableDirectBuffer buffer = new ExpandableArrayBuffer();
        int at = DecisionDecoder.LabelsDecoder.HEADER_SIZE;
        int count = 0;
        final String[] texts = {rule.name(), rule.actionType(), rule.actionId(), rule.channel(), rule.payload(),
            rule.shadow() ? TRUE : null, rule.after() == null ? null : TRUE};
        final LabelKind[] kinds = {
            LabelKind.RULE, LabelKind.ACTION_TYPE, LabelKind.ACTION_ID, LabelKind.CHANNEL, LabelKind.PAYLOAD, LabelKind.SHADOW,
            LabelKind.TIMER};
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] != null) {
                final byte[] utf8 = texts[i].getBytes(StandardCharsets.UTF_8);
                buffer.putByte(at, (byte) kinds[i].value());
                buffer.putShort(at + 1, (short) utf8.length, ByteOrder.LITTLE_ENDIAN);
                buffer.putBytes(at + 1 + LENGTH_BYTES, utf8);
                at += 1 + LENGTH_BYTES + utf8.length;
                count++;
            }
        }
        if (at > MAX_BYTES) {
            throw new IllegalArgumentException("rule " + rule.name() + ": its name, action and payload take " + at
                + " bytes, expected at most " + MAX_BYTES + ": shorten the payload");
        }
        buffer.putShort(0, (short) DecisionDecoder.LabelsDecoder.sbeBlockLength(), ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(LENGTH_BYTES, (short) count, ByteOrder.LITTLE_ENDIAN);
        final byte[] bytes = new byte[at];
        buffer.getBytes(0, bytes);
        return new UnsafeBuffer(bytes);
    }

    /**
     * Labels of a rule.
     *
     * @param rule its index
     * @return the encoded group
     */
    DirectBuffer of(final int rule) {
        return encoded[rule];
    }

    /**
     * Text hash of a rule's name.
     *
     * @param rule its index
     * @return the hash
     */
    long ruleHash(final int rule) {
        return ruleHashes[rule];
    }
}
