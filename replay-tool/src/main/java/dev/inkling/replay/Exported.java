package dev.inkling.replay;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.codec.DeadLetterDecoder;
import dev.inkling.journal.codec.DecisionDecoder;
import dev.inkling.journal.codec.MomentEventDecoder;
import dev.inkling.journal.json.FrameJson;
import org.agrona.DirectBuffer;

/** What can be exported: from which queue, and which of its frames. */
enum Exported {
    /** Moments; ticks, configuration and skips stand in the same queue and are left out. */
    EVENTS("events", QueueName.EVENTS, MomentEventDecoder.TEMPLATE_ID, FrameJson::writeEvent),
    /** Decisions of every status; checkpoints stand in the same queue and are left out. */
    DECISIONS("decisions", QueueName.DECISIONS, DecisionDecoder.TEMPLATE_ID, FrameJson::writeDecision),
    /** Events that were refused. */
    DEAD_LETTERS("dead-letters", QueueName.DEAD_LETTERS, DeadLetterDecoder.TEMPLATE_ID, FrameJson::writeDeadLetter);

    private final String word;
    private final QueueName queue;
    private final int templateId;
    private final FrameWriter writer;

    Exported(final String word, final QueueName queue, final int templateId, final FrameWriter writer) {
        this.word = word;
        this.queue = queue;
        this.templateId = templateId;
        this.writer = writer;
    }

    /**
     * The one that a word on the command line means.
     *
     * @param word as given
     * @return null when it means none
     */
    static Exported named(final String word) {
        for (final Exported exported : values()) {
            if (exported.word.equals(word)) {
                return exported;
            }
        }
        return null;
    }

    /**
     * Where its frames stand.
     *
     * @return the queue
     */
    QueueName queue() {
        return queue;
    }

    /**
     * Which of the queue's frames it is.
     *
     * @return template id
     */
    int templateId() {
        return templateId;
    }

    /**
     * Writes one of its frames.
     *
     * @param json  knows how
     * @param frame holds it from index 0
     * @param out   takes one object
     * @throws IOException when the output refuses
     */
    void write(final FrameJson json, final DirectBuffer frame, final JsonGenerator out) throws IOException {
        writer.write(json, frame, 0, out);
    }

    /** One way to write a frame. */
    @FunctionalInterface
    private interface FrameWriter {
        void write(FrameJson json, DirectBuffer frame, int offset, JsonGenerator out) throws IOException;
    }
}
