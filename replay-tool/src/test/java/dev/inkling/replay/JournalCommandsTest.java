package dev.inkling.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Import, verify and export on a journal on disk. */
class JournalCommandsTest {
    private static final int SHOPPERS = 20;
    private static final int EVENTS = 4 * SHOPPERS;

    @TempDir
    private Path folder;

    @Test
    void shouldImportWithDecisionsAndVerify() {
        final Path data = folder.resolve("data");
        final Run imported = Moments.importLines(data, Moments.research(SHOPPERS));
        assertEquals(0, imported.code(), imported.err());
        final String digest = digest(imported);
        // Each shopper has one session, and one research_discount in it.
        assertEquals("imported lines=80 events=80 duplicates=0 bad=0 sessions=20 decisions=20 digest=" + digest,
            imported.lastOutLine());
        assertTrue(digest.matches("[0-9a-f]{16}"), digest);

        final Run verified = verify(data);
        assertEquals("verified events=80 decisions=20 divergences=0 digest=" + digest, verified.lastOutLine());
        assertEquals(0, verified.code());
    }

    @Test
    void shouldExportEventsThatGiveTheSameDigestWhenImportedAgain() throws Exception {
        final Path data = folder.resolve("data");
        final Run first = Moments.importLines(data, Moments.research(SHOPPERS));
        final Path events = folder.resolve("events.jsonl");
        assertEquals(0, export(data, "events", events).code());
        final List<String> lines = Files.readAllLines(events);
        assertEquals(EVENTS, lines.size());
        assertTrue(lines.get(0).contains("\"visitorId\":\"shopper-0\""), lines.get(0));
        assertTrue(lines.get(0).contains("\"price\":19.90"), lines.get(0));

        final Path again = folder.resolve("again");
        assertEquals(digest(first), digest(Moments.importLines(again, lines)));
        final Path exportedAgain = folder.resolve("again.jsonl");
        assertEquals(0, export(again, "events", exportedAgain).code());
        assertEquals(lines, Files.readAllLines(exportedAgain));
    }

    @Test
    void shouldKeepStorefrontsOverExportAndImport() throws Exception {
        final Path engine = Files.writeString(folder.resolve("engine.yaml"), "storefronts: [default, outlet]\nvisitors: 1024\n");
        final List<String> sent = new ArrayList<>(Moments.research(1));
        sent.addAll(Moments.research(1).stream()
            .map(line -> line.replaceFirst("\\{", "{\"storefront\":\"outlet\",")
                .replaceFirst("\"eventId\":\"", "\"eventId\":\"o")).toList());
        final List<List<String>> exported = new ArrayList<>();
        List<String> lines = sent;
        for (final String name : new String[] {"first", "second"}) {
            final Path data = folder.resolve(name);
            final Path file = Files.write(folder.resolve(name + ".in"), lines);
            final Run imported = Run.of("import", "--data", data.toString(), "--format", "jsonl", "--engine", engine.toString(),
                file.toString());
            assertEquals(0, imported.code(), imported.err());
            assertTrue(imported.lastOutLine().contains("bad=0 sessions=2 decisions=2"), imported.lastOutLine());
            final Path events = folder.resolve(name + ".events");
            final Path decisions = folder.resolve(name + ".decisions");
            assertEquals(0, export(data, "events", events).code());
            assertEquals(0, export(data, "decisions", decisions).code());
            assertEquals(1, Files.readAllLines(decisions).stream().filter(line -> line.contains("\"storefront\":\"outlet\"")).count());
            lines = Files.readAllLines(events);
            exported.add(lines);
        }
        assertEquals(sent.size() / 2, exported.get(0).stream().filter(line -> line.contains("\"storefront\":\"outlet\"")).count());
        assertEquals(exported.get(0), exported.get(1));
    }

    @Test
    void shouldExportDecisionsWithTheirSequence() throws Exception {
        final Path data = folder.resolve("data");
        Moments.importLines(data, Moments.research(SHOPPERS));
        final Path events = folder.resolve("events.jsonl");
        final Path decisions = folder.resolve("decisions.jsonl");
        export(data, "events", events);
        assertEquals(0, export(data, "decisions", decisions).code());
        final List<String> lines = Files.readAllLines(decisions);
        assertEquals(SHOPPERS, lines.size());
        for (int shopper = 0; shopper < SHOPPERS; shopper++) {
            // The third event of each shopper is the one that completes the research.
            final String sequence = sequence(Files.readAllLines(events).get(4 * shopper + 2));
            assertTrue(lines.get(shopper).startsWith("{\"sequence\":" + sequence + ",\"decisionId\":\"" + sequence + ".0\","
                + "\"rule\":\"research_discount\""), lines.get(shopper));
            assertTrue(lines.get(shopper).contains("\"visitor\":\"shopper-" + shopper + "\""), lines.get(shopper));
            assertTrue(lines.get(shopper).contains("\"status\":\"fired\""), lines.get(shopper));
        }
    }

    @Test
    void shouldGiveAFileThatIsConvertedAndImportedTheDigestOfTheFileImported() throws Exception {
        final List<String> rows = new ArrayList<>();
        rows.add("event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session");
        for (int i = 0; i < 200; i++) {
            rows.add("2019-10-01 00:%02d:%02d UTC,%s,%d,20530,%s,\"b,%d\",%d.%02d,%d,s%d".formatted(i / 60, i % 60,
                List.of("view", "view", "cart", "purchase").get(i % 4), i % 9, i % 2 == 0 ? "a.b" : "", i, i, i % 100, i % 11, i % 11));
        }
        final String file = Moments.file(folder, "rows.csv", rows);
        final Run direct = importFile(folder.resolve("direct"), "rees46", file);
        final Path json = folder.resolve("rows.jsonl");
        assertEquals(0, Run.of("convert", "--format", "rees46", file, "--out", json.toString()).code());
        final Run converted = importFile(folder.resolve("converted"), "jsonl", json.toString());
        assertTrue(direct.lastOutLine().startsWith("imported lines=201 events=200 duplicates=0 bad=0"), direct.lastOutLine());
        assertEquals(direct.lastOutLine().replace("lines=201", "lines=200"), converted.lastOutLine());
        final Path a = folder.resolve("a.jsonl");
        final Path b = folder.resolve("b.jsonl");
        export(folder.resolve("direct"), "events", a);
        export(folder.resolve("converted"), "events", b);
        assertEquals(Files.readAllLines(a), Files.readAllLines(b));
    }

    @Test
    void shouldCountEventsOfAFileReadTwiceAsDuplicates() {
        final Path data = folder.resolve("data");
        final Run first = Moments.importLines(data, Moments.research(SHOPPERS));
        final Run second = Moments.importLines(data, Moments.research(SHOPPERS));
        assertEquals("imported lines=80 events=0 duplicates=80 bad=0 sessions=0 decisions=0 digest=" + digest(first),
            second.lastOutLine());
        assertEquals(0, verify(data).code());
    }

    @Test
    void shouldContinueAJournalAsIfItHadBeenOneImport() {
        final List<String> lines = Moments.research(SHOPPERS);
        final Path whole = folder.resolve("whole");
        final Path parts = folder.resolve("parts");
        final Run once = Moments.importLines(whole, lines);
        Moments.importLines(parts, lines.subList(0, 33));
        final Run rest = Moments.importLines(parts, lines.subList(33, EVENTS));
        assertEquals(digest(once), digest(rest));
        assertEquals(verify(whole).lastOutLine(), verify(parts).lastOutLine());
    }

    @Test
    void shouldKeepBadLinesAsDeadLettersWithTheirNumberAndGoOn() throws Exception {
        final List<String> lines = new ArrayList<>(Moments.research(1));
        lines.add(1, "{\"eventId\":");
        lines.add(2, "[1]");
        lines.add(3, "{\"visitorId\":\"v\",\"momentType\":\"hover\",\"duration\":\"long\"}");
        final Path data = folder.resolve("data");
        final Run run = Moments.importLines(data, lines);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.lastOutLine().startsWith("imported lines=7 events=4 duplicates=0 bad=3 sessions=1 decisions=1"), run.out());
        assertTrue(run.errLines().get(0).startsWith("line 2: not JSON"), run.err());
        assertTrue(run.errLines().get(1).startsWith("line 3: "), run.err());
        assertTrue(run.errLines().get(2).startsWith("line 4: duration: "), run.err());
        assertEquals("3 bad lines", run.errLines().get(3));

        final Path letters = folder.resolve("letters.jsonl");
        assertEquals(0, export(data, "dead-letters", letters).code());
        final List<String> written = Files.readAllLines(letters);
        assertEquals(3, written.size());
        for (int i = 0; i < 3; i++) {
            assertTrue(written.get(i).contains("\"index\":" + (i + 2) + ",\"source\":\"import\""), written.get(i));
        }
        assertEquals(0, verify(data).code());
    }

    @Test
    void shouldNameTheFirstTenBadLinesOnly() {
        final List<String> lines = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            lines.add("nothing");
        }
        final Run run = Moments.importLines(folder.resolve("data"), lines);
        assertTrue(run.errLines().get(9).startsWith("line 10: "), run.err());
        assertEquals("12 bad lines, the first 10 named above", run.errLines().get(10));
    }

    @Test
    void shouldImportWhatAFileHeldBeforeItBrokeOff() throws Exception {
        final ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(String.join("\n", Moments.research(SHOPPERS)).getBytes(StandardCharsets.UTF_8));
        }
        final Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(zipped.toByteArray(), zipped.size() - 8));
        final Run run = importFile(folder.resolve("data"), "jsonl", cut.toString());
        assertEquals(2, run.code());
        assertTrue(run.err().contains("cannot be read behind line"), run.err());
        assertTrue(run.lastOutLine().startsWith("imported lines=79 events=79 "), run.out());
        assertEquals(0, verify(folder.resolve("data")).code());
    }

    @Test
    void shouldReplaceAnExportOnlyWhenTheNewOneIsWhole() throws Exception {
        final Path data = folder.resolve("data");
        Moments.importLines(data, Moments.research(2));
        final Path out = Files.writeString(folder.resolve("out.jsonl"), "old");
        assertEquals(0, export(data, "events", out).code());
        assertEquals(8, Files.readAllLines(out).size());
        assertEquals(2, export(folder.resolve("nothing"), "events", out).code());
        assertEquals(8, Files.readAllLines(out).size());
        try (var files = Files.list(folder)) {
            assertFalse(files.anyMatch(file -> file.toString().endsWith(".part")));
        }
    }

    private static Run importFile(final Path data, final String format, final String file) {
        return Run.of("import", "--data", data.toString(), "--format", format, file, "--secret", Moments.SECRET, "--visitors", "1024");
    }

    private static Run verify(final Path data) {
        return Run.of("verify", "--data", data.toString());
    }

    private static Run export(final Path data, final String what, final Path out) {
        return Run.of("export", "--data", data.toString(), "--what", what, "--format", "jsonl", "--out", out.toString());
    }

    private static String digest(final Run run) {
        return run.lastOutLine().replaceAll(".*digest=", "");
    }

    private static String sequence(final String line) {
        return line.replaceAll("\\{\"sequence\":(\\d+),.*", "$1");
    }
}
