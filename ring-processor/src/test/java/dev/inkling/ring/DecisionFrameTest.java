package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import dev.inkling.journal.FramePoller;
import dev.inkling.journal.Frames;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.TextHash;
import dev.inkling.journal.codec.DecisionDecoder;
import dev.inkling.journal.codec.LabelKind;
import dev.inkling.journal.codec.MessageHeaderDecoder;
import dev.inkling.journal.codec.Status;
import dev.inkling.journal.codec.TextKind;
import org.junit.jupiter.api.Test;

/** A decision frame written by hand is what the generated decoder expects. */
class DecisionFrameTest {
    private static final String RULES = """
        triggers:
          - name: always
            when: session.moments >= 0
            action: {type: note, id: seen, channel: onsite, payload: {text: "Grüß Gott", level: 3}}
        """;

    @Test
    void shouldBeReadByTheGeneratedDecoder() {
        final MemoryJournal journal = new MemoryJournal();
        final Pipeline pipeline = Pipeline.start(Setups.context(journal, ThreadMode.INVOKER)
            .configuration(Setups.texts().withRules("always", RULES)));
        final TestBatch batch = new TestBatch().add("v", "product_view", Setups.START_MS);
        new Replies(pipeline).put(batch, 0);
        final long sequence = pipeline.counters().get(Counter.LAST_SEQUENCE);
        pipeline.close();
        try (FramePoller poller = journal.poller(QueueName.DECISIONS)) {
            assertTrue(poller.poll());
            final DecisionDecoder decoder = new DecisionDecoder();
            decoder.wrapAndApplyHeader(poller.buffer(), 0, new MessageHeaderDecoder());
            assertEquals(sequence, decoder.sequence());
            assertEquals(TextHash.of("always"), decoder.ruleHash());
            assertEquals(((RingPipeline) pipeline).processor().configDigest(), decoder.configDigest());
            assertEquals(Setups.START_MS, decoder.at());
            assertEquals(batch.visitorKey("v"), decoder.visitorKey());
            assertEquals(0, decoder.customerKey());
            assertEquals(sequence, decoder.session());
            // one product_view: weight .25, quality .5, so a sum of .125, a third of which is the intent
            assertEquals(0.25 * 0.5 / 3, decoder.intent(), 1e-12);
            assertEquals(0.25 * 0.5 / 5, decoder.profile(), 1e-12);
            assertEquals(0, decoder.ordinal());
            assertEquals(Status.FIRED, decoder.status());
            final List<String> labels = new ArrayList<>();
            for (final DecisionDecoder.LabelsDecoder label : decoder.labels()) {
                final LabelKind kind = label.kind();
                labels.add(kind + "=" + label.label());
            }
            assertEquals("RULE=always", labels.get(0));
            assertEquals("ACTION_TYPE=note", labels.get(1));
            assertEquals("ACTION_ID=seen", labels.get(2));
            assertEquals("CHANNEL=onsite", labels.get(3));
            assertTrue(labels.get(4).startsWith("PAYLOAD={") && labels.get(4).contains("Grüß Gott"), labels.get(4));
            final DecisionDecoder.TextsDecoder text = decoder.texts().next();
            assertEquals(TextKind.VISITOR_ID, text.kind());
            assertEquals("v", text.text());
            assertEquals(poller.length(), decoder.limit());
            assertTrue(poller.length() <= Frames.MAX_FRAME_BYTES);
        }
    }
}
