package dev.inkling.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files, where they are at hand. */
class SharedDataTest {
    private static final Path SHARED = Path.of(System.getProperty("inkling.root", ".."), "..", "shared", "data").normalize();

    @TempDir
    private Path folder;

    @Test
    void shouldImportTheRees46Slice() {
        final String file = shared("rees46_slice/2019-10-01_first_170min.csv.gz");
        // 17,436 lines: a header, 17,434 events, and a last one that was cut within its columns.
        assertImports("rees46", file, "imported lines=17436 events=17434 duplicates=0 bad=1 ", "line 17436: ");
    }

    @Test
    @Tag("long")
    void shouldImportTheTaobaoSlice() {
        final String file = shared("taobao_slice/UserBehavior_2h.csv.gz");
        // 96,169 lines without a header, the last one cut within its time.
        assertImports("taobao", file, "imported lines=96169 events=96168 duplicates=0 bad=1 ", "line 96169: ");
    }

    private void assertImports(final String format, final String file, final String summary, final String badLine) {
        final Path data = folder.resolve("data");
        final Run imported = Run.of("import", "--data", data.toString(), "--format", format, file);
        assertEquals(0, imported.code(), imported.err());
        assertTrue(imported.lastOutLine().startsWith(summary), imported.out());
        assertTrue(imported.err().startsWith(badLine), imported.err());
        final Run verified = Run.of("verify", "--data", data.toString());
        assertEquals(0, verified.code(), verified.out());
        assertEquals(imported.lastOutLine().replaceAll(".*digest=", ""), verified.lastOutLine().replaceAll(".*digest=", ""));

        final Path json = folder.resolve("events.jsonl");
        assertEquals(0, Run.of("convert", "--format", format, file, "--out", json.toString()).code());
        final Run converted = Run.of("import", "--data", folder.resolve("converted").toString(), "--format", "jsonl", json.toString());
        assertEquals(imported.lastOutLine().replaceAll(".*sessions=", ""), converted.lastOutLine().replaceAll(".*sessions=", ""));
    }

    private static String shared(final String name) {
        final Path file = SHARED.resolve(name);
        if (!Files.exists(file)) {
            System.out.println("skipped: no shared data");
        }
        Assumptions.assumeTrue(Files.exists(file), "no shared data");
        return file.toString();
    }
}
