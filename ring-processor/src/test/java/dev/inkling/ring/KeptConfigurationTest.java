package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import dev.inkling.journal.ConfigurationWriter;
import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.Frames;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.EngineSettings;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A start that asks for nothing goes on with what the journal has in force. */
class KeptConfigurationTest {
    private static final ConfigurationTexts DEFAULTS =
        ConfigurationTexts.defaults().withEngine(Setups.settings(EngineSettings.Clock.EVENT, 256).toText());
    private static final Set<ConfigKind> ALL = Set.copyOf(ConfigurationTexts.KINDS);
    private static final String RENAMED = Catalogue.defaultText().replace("name: size_guide", "name: size_chart");

    private static Pipeline start(final MemoryJournal journal, final ConfigurationTexts texts, final Set<ConfigKind> kept) {
        return Pipeline.start(Setups.context(journal, ThreadMode.INVOKER).configuration(texts).keep(kept));
    }

    @Test
    void shouldKeepWhatAnAdminPutInForceUnlessAFileIsGiven() {
        MemoryJournal journal = new MemoryJournal();
        Pipeline pipeline = start(journal, DEFAULTS, ALL);
        assertEquals(DEFAULTS.rules(), pipeline.configuration().texts().rules());
        pipeline.reload(texts -> texts.withRules("admin's", Setups.ALWAYS_RULES));
        pipeline.close();
        pipeline = start(journal = journal.reopen(), DEFAULTS, ALL);
        assertEquals(Setups.ALWAYS_RULES, pipeline.configuration().texts().rules());
        assertEquals(DEFAULTS.catalogue(), pipeline.configuration().texts().catalogue());
        pipeline.close();
        final int frames = Setups.frames(journal, QueueName.EVENTS);
        pipeline = start(journal = journal.reopen(), DEFAULTS.withRules("file.yaml", Setups.LIVELY_RULES), Set.of(ConfigKind.CATALOGUE));
        assertEquals(Setups.LIVELY_RULES, pipeline.configuration().texts().rules());
        assertTrue(Setups.frames(journal, QueueName.EVENTS) > frames);
        pipeline.close();
        pipeline = start(journal = journal.reopen(), DEFAULTS, ALL);
        assertEquals(Setups.LIVELY_RULES, pipeline.configuration().texts().rules(), "a file's text stays too");
        pipeline.close();
        pipeline = start(journal = journal.reopen(), DEFAULTS, Set.of(ConfigKind.CATALOGUE));
        assertEquals(DEFAULTS.rules(), pipeline.configuration().texts().rules(), "--rules default");
        pipeline.close();
    }

    @Test
    void shouldPutANewDefaultInPlaceOfAnOldOne() {
        MemoryJournal journal = new MemoryJournal();
        start(journal, DEFAULTS, ALL).close();
        final Pipeline upgraded = start(journal = journal.reopen(), DEFAULTS.withRules("default rules", Setups.ALWAYS_RULES), ALL);
        assertEquals(Setups.ALWAYS_RULES, upgraded.configuration().texts().rules(), "what another version's defaults are");
        upgraded.close();
        // Both are what every version of this code ever had; whoever changes a default adds the line that this asks for.
        for (final ConfigKind kind : Set.of(ConfigKind.CATALOGUE, ConfigKind.RULES)) {
            final String text = ConfigurationTexts.defaults().text(kind);
            assertTrue(new KnownDefaults().lists(kind, text), "add to known-defaults.txt: " + KnownDefaults.line(kind, text));
        }
    }

    @Test
    void shouldKeepOfTheEnginesSettingsWhatAStartDoesNotGive() {
        MemoryJournal journal = new MemoryJournal();
        Pipeline pipeline = start(journal, DEFAULTS, ALL);
        pipeline.reload(texts -> texts.withEngine(texts.engine().replace("late_ms: 3600000", "late_ms: 77")));
        final String before = pipeline.configuration().texts().engine();
        pipeline.close();
        pipeline = start(journal = journal.reopen(), DEFAULTS.withEngine("clock: event\n"), ALL);
        assertEquals(before, pipeline.configuration().texts().engine());
        pipeline.close();
        pipeline = start(journal = journal.reopen(), DEFAULTS.withEngine("clock: event\nvisitors: 512\ndedup: 64\n"), ALL);
        // Sizes that were chosen stay.
        assertEquals(before.replace("visitors: 256", "visitors: 512").replace("dedup: 4096", "dedup: 64"),
            pipeline.configuration().texts().engine());
        pipeline.close();
        // Where they are not kept, all that is left out is the default.
        pipeline = start(journal = journal.reopen(), DEFAULTS.withEngine("visitors: 300\n"), Set.of());
        assertEquals(EngineSettings.defaults().withVisitors(300).toText(), pipeline.configuration().texts().engine());
        pipeline.close();
    }

    @Test
    void shouldStartWithoutAStorefrontThatRulesInForceAreFor() {
        MemoryJournal journal = new MemoryJournal();
        final String two = DEFAULTS.engine().replace("  - 'default'\n", "  - 'default'\n  - 'outlet'\n");
        final String rules = Setups.ALWAYS_RULES.replace("    when:", "    storefront: outlet\n    when:");
        start(journal, DEFAULTS.withEngine(two).withRules("two.yaml", rules), ALL).close();
        final MemoryJournal reopened = journal.reopen();
        final PipelineException refused = assertThrows(PipelineException.class,
            () -> start(reopened, DEFAULTS.withRules("two.yaml", rules), Set.of()));
        assertTrue(refused.getMessage().startsWith("two.yaml:3:17: rule "), refused.getMessage());
        // The settings come first, so for one frame the rules in force are for a storefront that is no more.
        start(journal = reopened.reopen(), DEFAULTS.withRules("one.yaml", Setups.ALWAYS_RULES), Set.of()).close();
        final Pipeline again = start(journal.reopen(), DEFAULTS, Set.of(ConfigKind.RULES));
        assertEquals(Setups.ALWAYS_RULES, again.configuration().texts().rules());
        again.close();
    }

    @Test
    void shouldSayWhatToDoWhereWhatIsKeptDoesNotFitWhatIsGiven() {
        MemoryJournal journal = new MemoryJournal();
        final Pipeline pipeline = start(journal, DEFAULTS, ALL);
        pipeline.reload(texts -> texts.withRules("r", Setups.ALWAYS_RULES.replace("session.moments >= 0", "seen(\"size_guide\")")));
        pipeline.close();
        final PipelineException refused = assertThrows(PipelineException.class,
            () -> start(journal.reopen(), DEFAULTS.withCatalogue("c.yaml", RENAMED), Set.of(ConfigKind.RULES)));
        assertTrue(refused.getMessage().startsWith("journaled rules:"), refused.getMessage());
        assertTrue(refused.getMessage().contains("give --catalogue FILE, --rules FILE"), refused.getMessage());
    }

    @Test
    void shouldKeepThePairInForceWhereAReloadWasCutShort() {
        MemoryJournal journal = new MemoryJournal();
        final Pipeline first = start(journal, DEFAULTS, ALL);
        first.reload(texts -> texts.withRules("r", Setups.ALWAYS_RULES.replace("session.moments >= 0", "seen(\"size_guide\")")));
        final ConfigurationTexts inForce = first.configuration().texts();
        first.close();
        final MemoryJournal reopened = journal.reopen();
        append(reopened, ConfigKind.CATALOGUE, RENAMED, Integer.MAX_VALUE);
        final Pipeline second = start(reopened.reopen(), DEFAULTS, ALL);
        assertEquals(inForce.rules(), second.configuration().texts().rules());
        assertEquals(inForce.catalogue(), second.configuration().texts().catalogue());
        assertEquals(inForce.catalogue(), second.configuration().came().catalogue(), "and it is journaled again");
        second.close();
        assertEquals(0, Setups.verify(journal).divergences());
    }

    @Test
    void shouldKeepSettingsOfAStartThatWasCutShortBeforeItsRules() {
        MemoryJournal journal = new MemoryJournal();
        final String outlet = DEFAULTS.engine().replace("  - 'default'\n", "  - 'default'\n  - 'outlet'\n");
        final String boutique = outlet.replace("outlet", "boutique");
        final String rules = Setups.ALWAYS_RULES.replace("    when:", "    storefront: outlet\n    when:");
        final String others = rules.replace("outlet", "boutique") + "# " + "x".repeat(Frames.MAX_FRAME_BYTES) + "\n";
        start(journal, DEFAULTS.withEngine(outlet).withRules("outlet.yaml", rules), ALL).close();
        append(journal = journal.reopen(), ConfigKind.ENGINE, boutique, Integer.MAX_VALUE);
        append(journal, ConfigKind.RULES, others, 1);
        final int cut = Setups.frames(journal, QueueName.EVENTS);
        final ConfigurationTexts nothing = DEFAULTS.withEngine("clock: event\n");

        final MemoryJournal refusing = journal.reopen();
        final PipelineException refused = assertThrows(PipelineException.class, () -> start(refusing, nothing, ALL));
        assertTrue(refused.getMessage().startsWith("journaled rules:3:17: rule "), refused.getMessage());
        assertTrue(refused.getMessage().contains("\"outlet\"; expected one of default, boutique"), refused.getMessage());
        assertTrue(refused.getMessage().contains("--rules"), refused.getMessage());
        assertTrue(refused.getMessage().contains("--storefronts"), refused.getMessage());
        assertEquals(cut, Setups.frames(refusing, QueueName.EVENTS), "a start that is refused journals nothing");

        // Both ways out keep what they do not name.
        final MemoryJournal back = copy(refusing);
        final Pipeline before = start(back, nothing.withEngine("clock: event\nstorefronts: [default, outlet]\n"), ALL);
        assertEquals(outlet, before.configuration().texts().engine());
        assertEquals(rules, before.configuration().texts().rules());
        before.close();
        assertEquals(0, Setups.verify(back).divergences());
        final MemoryJournal on = copy(refusing);
        final Pipeline after = start(on, nothing.withRules("b.yaml", others), Set.of(ConfigKind.ENGINE, ConfigKind.CATALOGUE));
        assertEquals(boutique, after.configuration().texts().engine());
        assertEquals(others, after.configuration().texts().rules());
        after.close();
        assertEquals(0, Setups.verify(on).divergences());
    }

    @Test
    void shouldKeepSettingsOfAFirstStartThatWasCutShortBehindThem() {
        final MemoryJournal journal = new MemoryJournal();
        append(journal, ConfigKind.ENGINE, DEFAULTS.engine(), Integer.MAX_VALUE);
        append(journal, ConfigKind.CATALOGUE, RENAMED, Integer.MAX_VALUE);
        final Pipeline next = start(journal.reopen(), DEFAULTS.withEngine("clock: event\n").withRules("r", Setups.ALWAYS_RULES),
            Set.of(ConfigKind.ENGINE, ConfigKind.CATALOGUE));
        assertEquals(DEFAULTS.engine(), next.configuration().texts().engine());
        assertEquals(RENAMED, next.configuration().texts().catalogue());
        next.close();
    }

    private static MemoryJournal copy(final MemoryJournal from) {
        final MemoryJournal to = new MemoryJournal();
        for (final QueueName queue : Set.of(QueueName.EVENTS, QueueName.DECISIONS)) {
            Setups.copy(from, to, queue, Setups.frames(from, queue));
        }
        return to.reopen();
    }

    private static void append(final MemoryJournal journal, final ConfigKind kind, final String text, final int pieces) {
        final FrameAppender events = journal.appender(QueueName.EVENTS);
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[Frames.MAX_FRAME_BYTES]);
        final ConfigurationWriter writer = new ConfigurationWriter(kind, text.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < pieces && writer.hasNext(); i++) {
            final int length = writer.next(frame, 0);
            events.append(frame, 0, length, events.lastSequence() + 1, events.lastReceivedMs());
        }
    }
}
