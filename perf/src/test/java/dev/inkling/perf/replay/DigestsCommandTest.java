package dev.inkling.perf.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.inkling.perf.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One journal is decided alike by the compiler that made it and by the interpreter. */
class DigestsCommandTest {
    @TempDir
    private Path folder;

    @Test
    void shouldFindTheSameDigestWithoutTheCompiler() {
        final StringWriter out = new StringWriter();
        final StringWriter err = new StringWriter();
        final int exit = Main.run(new String[] {"digests", "--events", "2000", "--visitors", "200", "--interpreted", "--data",
            folder.toString(), "--jdk", System.getProperty("java.home")}, new PrintWriter(out, true), new PrintWriter(err, true));
        assertEquals("", err.toString());
        assertEquals(0, exit, out.toString());
        final List<String> lines = out.toString().lines().toList();
        assertTrue(lines.get(0).startsWith("journal     2,000 events"), out.toString());
        assertTrue(lines.get(2).contains("-Xint"), out.toString());
        assertEquals("all the same", lines.get(3));
    }

    @Test
    void shouldFindEachJdkOfTheEnvironmentOnceAndPassOverWhatIsNone() throws IOException {
        final String own = System.getProperty("java.home");
        final List<Jdk> found = Jdk.found(Map.of("JAVA_HOME", own, "JAVA_HOME_17", own + "/", "JAVA_HOME_8", folder.toString()));
        assertEquals(1, found.size());
        assertEquals(Runtime.version().feature(), found.get(0).feature());
        assertThrows(IOException.class, () -> Jdk.at(folder));
    }
}
