package dev.inkling.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a folder to its backup and back, by command. */
class BackupCommandTest {
    @TempDir
    private Path temp;

    @Test
    void shouldBringBackTheSameJournal() {
        final String data = temp.resolve("data").toString();
        final String backup = temp.resolve("backup").toString();
        final String restored = temp.resolve("restored").toString();
        assertEquals(0, Moments.importLines(temp.resolve("data"), Moments.research(4)).code());
        final String verified = Run.of("verify", "--data", data).lastOutLine();
        assertTrue(verified.startsWith("verified events=16 decisions=4 "), verified);

        final Run made = Run.of("backup", "--data", data, "--to", backup);
        assertEquals(0, made.code(), made.err());
        assertTrue(made.lastOutLine().matches("backed up events=\\d+ decisions=\\d+"), made.out());
        assertEquals(verified, Run.of("verify", "--data", backup).lastOutLine());
        final Run again = Run.of("restore", "--from", backup, "--data", restored);
        assertEquals(0, again.code(), again.err());
        assertEquals(made.lastOutLine().replace("backed up", "restored"), again.lastOutLine());
        assertEquals(verified, Run.of("verify", "--data", restored).lastOutLine());

        final Run refused = Run.of("restore", "--from", backup, "--data", data);
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains("is not empty"), refused.err());
        final Run none = Run.of("restore", "--from", data, "--data", temp.resolve("other").toString());
        assertEquals(2, none.code());
        assertTrue(none.err().contains("is no whole backup"), none.err());
    }
}
