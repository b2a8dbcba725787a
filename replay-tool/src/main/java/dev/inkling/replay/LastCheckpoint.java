package dev.inkling.replay;

import java.nio.ByteOrder;

import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.codec.CheckpointDecoder;

/** What the last checkpoint of a journal says; a pipeline writes one when it closes. */
final class LastCheckpoint {
    private static final int DIGEST_OFFSET = Frames.HEADER_BYTES + CheckpointDecoder.digestEncodingOffset();

    private LastCheckpoint() {
    }

    /**
     * The rolling digest of the processor.
     *
     * @param journal to read
     * @return the digest, 0 when there is no checkpoint
     */
    static long digest(final Journal journal) {
        long digest = 0;
        try (StandingFrames frames = new StandingFrames(journal, QueueName.DECISIONS)) {
            while (frames.next()) {
                if (Frames.templateId(frames.buffer(), 0) == CheckpointDecoder.TEMPLATE_ID) {
                    digest = frames.buffer().getLong(DIGEST_OFFSET, ByteOrder.LITTLE_ENDIAN);
                }
            }
        }
        return digest;
    }
}
