package dev.inkling.perf.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged must come back from the record as it was said. */
class AckLogTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReadBackWhatWasRecorded() throws IOException {
        final Path file = folder.resolve("acks");
        try (AckLog log = new AckLog(file)) {
            log.add(new Batch(5, 3), false, new HttpPost.Reply(200, "{\"accepted\":2,\"duplicates\":0,\"rejected\":[{\"index\":1,"
                + "\"reason\":\"odd\"}],\"durability\":\"synced\",\"decisions\":[{\"decisionId\":\"9.1\",\"scores\":{\"intent\":0.50},"
                + "\"replayed\":true,\"latencyMicros\":17}],\"truncated\":true}"));
        }
        try (AckLog log = new AckLog(file)) {
            log.add(new Batch(8, 1), true, new HttpPost.Reply(404, "no JSON at all"));
        }
        final List<Acknowledgement> read = new ArrayList<>();
        AckLog.read(file, read::add);
        // What only a reply has is left out, and numbers compare whatever their digits.
        assertEquals(List.of(
            new Acknowledgement(new Batch(5, 3), false, 200, 2, 0, 1, "synced", true, Map.of("9.1", "{decisionId=9.1, scores.intent=0.5}")),
            new Acknowledgement(new Batch(8, 1), true, 404, 0, 0, 0, "", false, Map.of())), read);
    }
}
