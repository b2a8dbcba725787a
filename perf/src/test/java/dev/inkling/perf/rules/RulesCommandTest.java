package dev.inkling.perf.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.inkling.perf.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of rules; not how long they take. */
class RulesCommandTest {
    @TempDir
    private Path folder;

    @Test
    void shouldTellOfEachRuleAndWhatItLooksAt() throws IOException {
        final Path rules = Files.writeString(folder.resolve("r.yaml"), """
            triggers:
              - {name: always, when: 'session.moments >= 0 || true', action: {type: a, id: b}}
              - {name: one, when: 'moment.name == "cart_add" && seen("search")', action: {type: a, id: b}}
            """);
        final String told = run(0, "--rules", rules.toString());
        assertTrue(told.lines().anyMatch(line -> line.matches(" +[\\d.]+ +100\\.0% +\\d\\d +always: .*")), told);
        assertTrue(told.lines().anyMatch(line -> line.matches(" +[\\d.]+ +[\\d.]+% +2 +one: .*search.*")), told);
        assertEquals(4, told.lines().count());
    }

    @Test
    void shouldNameTheMistakeInAFile() throws IOException {
        final Path rules = Files.writeString(folder.resolve("r.yaml"),
            "triggers:\n  - {name: x, when: 'sen(1)', action: {type: a, id: b}}\n");
        assertTrue(run(2, "--rules", rules.toString()).contains("r.yaml:2:"));
    }

    private static String run(final int code, final String... options) {
        final String[] arguments = new String[options.length + 1];
        arguments[0] = "rules";
        System.arraycopy(options, 0, arguments, 1, options.length);
        final StringWriter out = new StringWriter();
        assertEquals(code, Main.run(arguments, new PrintWriter(out, true), new PrintWriter(out, true)), out.toString());
        return out.toString();
    }
}
