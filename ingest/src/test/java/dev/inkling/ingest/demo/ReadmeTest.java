package dev.inkling.ingest.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.inkling.ingest.Setting;
import dev.inkling.journal.TextHash;
import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.Model;
import dev.inkling.scoring.rules.RuleSet;
import dev.inkling.scoring.rules.load.RuleCompiler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the README tells must be so. */
class ReadmeTest {
    private String readme;

    @BeforeEach
    void read() throws IOException {
        readme = Files.readString(Path.of(System.getProperty("inkling.root"), "README.md"));
    }

    @Test
    void shouldListEverySettingWithItsDefaultAndUnit() {
        for (final Setting setting : Setting.values()) {
            final String value = setting.byDefault().isEmpty() ? "" : "`" + setting.byDefault() + "`";
            final String row = "| `" + setting.key() + "` | " + value + " | " + setting.unit().replace("|", " or ") + " | "
                + setting.reason() + " |";
            assertTrue(readme.contains(row), row);
        }
    }

    @Test
    void shouldShowARuleThatCompiles() throws Exception {
        final int begin = readme.indexOf("```yaml\n") + "```yaml\n".length();
        final String yaml = readme.substring(begin, readme.indexOf("```", begin));
        final Catalogue catalogue = Catalogue.parse(Catalogue.defaultText(), "catalogue.yaml", TextHash::of);
        final RuleSet rules = RuleCompiler.compile(yaml, "README.md", catalogue);
        assertEquals("undecided", rules.rule(0).name());
    }

    @Test
    void shouldShowModelsThatCanBeRead() throws Exception {
        final Catalogue catalogue = Catalogue.parse(Catalogue.defaultText(), "catalogue.yaml", TextHash::of);
        final Matcher models = Pattern.compile("```yaml\n(model:.*?)```", Pattern.DOTALL).matcher(readme);
        int count = 0;
        while (models.find()) {
            assertNotNull(Model.parse(models.group(1), "README.md", catalogue));
            count++;
        }
        assertEquals(2, count);
    }

    @Test
    void shouldLinkToFilesThatExist() {
        final Matcher links = Pattern.compile("\\]\\(([^)#]+)\\)").matcher(readme);
        while (links.find()) {
            assertTrue(Files.exists(Path.of(System.getProperty("inkling.root"), links.group(1))), links.group(1));
        }
    }
}
