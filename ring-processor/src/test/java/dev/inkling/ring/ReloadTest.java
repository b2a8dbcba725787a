package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.DiskLowException;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.journal.codec.DecisionDecoder;
import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.ConfigException;
import dev.inkling.scoring.EngineSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Other configuration comes in force between two moments, whole or not at all. */
class ReloadTest {
    private static final ConfigurationTexts ALWAYS = Setups.texts().withRules("always", Setups.ALWAYS_RULES);
    private static final String RENAMED = Catalogue.defaultText().replace("name: size_guide", "name: size_chart");
    private static final String GUIDE = Setups.ALWAYS_RULES.replace("session.moments >= 0", "moment.name == \"size_guide\"");
    private static final String CHART = Setups.ALWAYS_RULES.replace("session.moments >= 0", "moment.name == \"size_chart\"");
    /** A comment of 20 kB makes 23 frames more: more than an offer of an eighth of 64 slots. */
    private static final String LONG = "# " + "x".repeat(20_000) + "\n";

    private static void put(final Replies replies, final int request) {
        replies.put(new TestBatch().add("v" + request, "size_guide", Setups.START_MS + request), request);
        replies.await(request + 1);
    }

    private static String rules(final int number) {
        return Setups.ALWAYS_RULES.replace("id: seen", "id: seen" + number);
    }

    /** Decisions by the digest that each carries, in the order of their sequences. */
    private static TreeMap<Long, Long> digests(final Journal journal) {
        final TreeMap<Long, Long> found = new TreeMap<>();
        final DecisionDecoder decoder = new DecisionDecoder();
        try (CheckedPoller poller = new CheckedPoller(journal.poller(QueueName.DECISIONS), QueueName.DECISIONS)) {
            while (poller.poll()) {
                if (Frames.templateId(poller.buffer(), 0) == DecisionDecoder.TEMPLATE_ID) {
                    decoder.wrap(poller.buffer(), Frames.HEADER_BYTES, DecisionDecoder.BLOCK_LENGTH, DecisionDecoder.SCHEMA_VERSION);
                    found.put(decoder.sequence(), decoder.configDigest());
                }
            }
        }
        return found;
    }

    @ParameterizedTest
    @EnumSource(ThreadMode.class)
    void shouldDecideByOtherRulesFromOneSequenceOn(final ThreadMode mode) {
        final MemoryJournal journal = new MemoryJournal();
        final Pipeline pipeline = Pipeline.start(Setups.context(journal, mode).configuration(ALWAYS));
        final Replies replies = new Replies(pipeline);
        final TreeMap<Long, Long> inForce = new TreeMap<>();
        inForce.put(0L, pipeline.configuration().digest());
        for (int i = 0; i < 20; i++) {
            put(replies, i);
            final Reload reload = pipeline.reload(ALWAYS.withRules("r", rules(i)));
            assertEquals(List.of(ConfigKind.RULES), reload.changed());
            assertEquals(Intake.Durability.JOURNALED, reload.durability());
            assertEquals(reload.sequence(), pipeline.configuration().sequence());
            assertEquals(reload.digest(), pipeline.configuration().digest());
            assertEquals(rules(i), pipeline.configuration().texts().rules());
            inForce.put(reload.sequence(), reload.digest());
        }
        put(replies, 20);
        pipeline.close();
        final TreeMap<Long, Long> decided = digests(journal);
        assertEquals(21, decided.size(), "each moment one");
        decided.forEach((sequence, digest) -> assertEquals(inForce.floorEntry(sequence).getValue(), digest, "at " + sequence));
        assertEquals(21, new HashSet<>(inForce.values()).size());
        assertEquals(20, pipeline.counters().get(Counter.CONFIG_RELOADS));
        assertEquals(0, Setups.verify(journal).divergences());
    }

    @ParameterizedTest
    @EnumSource(ThreadMode.class)
    void shouldPutACatalogueInForceWithTheRulesThatNeedIt(final ThreadMode mode) {
        final MemoryJournal journal = new MemoryJournal();
        final Pipeline pipeline = Pipeline.start(Setups.context(journal, mode).configuration(ALWAYS.withRules("r", GUIDE)));
        final Replies replies = new Replies(pipeline);
        put(replies, 0);
        final ReloadException unfit = assertThrows(ReloadException.class,
            () -> pipeline.reload(texts -> texts.withCatalogue("c.yaml", RENAMED)));
        assertEquals(ReloadException.Reason.UNUSABLE, unfit.reason());
        final Reload reload = pipeline.reload(texts -> texts.withCatalogue("c.yaml", RENAMED).withRules("r.yaml", CHART));
        assertEquals(List.of(ConfigKind.CATALOGUE, ConfigKind.RULES), reload.changed());
        final int type = catalogue(RENAMED).typeOf("size_chart");
        assertEquals("size_chart", pipeline.configuration().typeName(type));
        assertEquals("size_chart", pipeline.typeName(type));
        assertEquals("other", pipeline.typeName(60_000), "of another catalogue");
        replies.put(new TestBatch().add("w", "size_chart", Setups.START_MS + 9), 1);
        replies.await(2);
        assertEquals(2, replies.decisions.size(), replies.decisions.toString());
        pipeline.close();
        assertEquals(0, Setups.verify(journal).divergences());
    }

    private static Catalogue catalogue(final String text) {
        try {
            return ConfigurationCompiler.PLAIN.catalogue("c", text);
        } catch (final ConfigException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadMode.class)
    void shouldOfferTextByTextWhatIsMoreThanAnOfferHolds(final ThreadMode mode) {
        final MemoryJournal journal = new MemoryJournal();
        final Pipeline pipeline = Pipeline.start(
            Setups.context(journal, mode).ringSlots(64).batchSlots(16).configuration(ALWAYS.withRules("r", GUIDE)));
        final Replies replies = new Replies(pipeline);
        put(replies, 0);
        final int frames = Setups.frames(journal, QueueName.EVENTS);
        final Reload reload = pipeline.reload(ALWAYS.withCatalogue("c", LONG + RENAMED).withRules("r", LONG + CHART));
        final int pieces = pieces(LONG + RENAMED) + pieces(LONG + CHART);
        assertTrue(pieces > 8, "more than an eighth of the ring");
        assertEquals(frames + pieces, reload.sequence());
        assertEquals(LONG + CHART, pipeline.configuration().texts().rules());
        pipeline.close();
        assertEquals(0, Setups.verify(journal).divergences());
    }

    private static int pieces(final String text) {
        return (text.getBytes(StandardCharsets.UTF_8).length + 899) / 900;
    }

    @Test
    void shouldSayWhereABrokenTextIsBrokenAndChangeNothing() {
        final MemoryJournal journal = new MemoryJournal();
        final Pipeline pipeline = Pipeline.start(Setups.context(journal, ThreadMode.SHARED).configuration(ALWAYS));
        final int frames = Setups.frames(journal, QueueName.EVENTS);
        final long digest = pipeline.configuration().digest();
        final ReloadException refused = assertThrows(ReloadException.class,
            () -> pipeline.reload(texts -> texts.withRules("my.yaml", "triggers:\n  - nme: x\n")));
        assertEquals(ReloadException.Reason.UNUSABLE, refused.reason());
        assertEquals(List.of("my.yaml", 2, 5), List.of(refused.file(), refused.line(), refused.column()), refused.getMessage());
        final ReloadException dry = assertThrows(ReloadException.class,
            () -> pipeline.check(texts -> texts.withCatalogue("c.yaml", "scores: {}\nx: 1\n")));
        assertEquals(List.of("c.yaml", 2, 1), List.of(dry.file(), dry.line(), dry.column()), dry.getMessage());
        final ReloadException outlet = assertThrows(ReloadException.class, () -> pipeline.check(texts ->
            texts.withRules("my.yaml", Setups.ALWAYS_RULES.replace("    when:", "    storefront: defualt\n    when:"))));
        assertEquals("my.yaml:3:17: rule \"always\" is for storefront \"defualt\"; expected one of default; did you mean default?",
            outlet.getMessage());
        assertEquals(List.of("my.yaml", 3, 17), List.of(outlet.file(), outlet.line(), outlet.column()));
        assertThrows(ReloadException.class, () -> pipeline.reload(texts -> texts.withRules("long.yaml", "#".repeat(17 << 20))));
        final Reload same = pipeline.reload(ALWAYS);
        assertEquals(List.of(), same.changed());
        assertEquals(pipeline.configuration().sequence(), same.sequence());
        final Reload would = pipeline.check(texts -> texts.withRules("r", rules(1)));
        assertEquals(List.of(ConfigKind.RULES), would.changed());
        assertNotEquals(digest, would.digest());
        assertEquals(digest, pipeline.configuration().digest());
        assertEquals(frames, Setups.frames(journal, QueueName.EVENTS));
        assertEquals(2, pipeline.counters().get(Counter.CONFIG_RELOADS_REFUSED), "a check is none");
        assertEquals(would.digest(), pipeline.reload(texts -> texts.withRules("r", rules(1))).digest(), "as the check said");
        pipeline.close();
        assertEquals(ReloadException.Reason.UNAVAILABLE,
            assertThrows(ReloadException.class, () -> pipeline.reload(ALWAYS)).reason(), "closed");
    }

    @Test
    void shouldChangeOfTheEnginesSettingsOnlyWhatNeedsNoRestart() {
        final EngineSettings settings = Setups.settings(EngineSettings.Clock.EVENT, 256);
        final Pipeline pipeline = Pipeline.start(Setups.context(new MemoryJournal(), ThreadMode.SHARED).configuration(ALWAYS));
        final Replies replies = new Replies(pipeline);
        put(replies, 0);
        final ReloadException refused = assertThrows(ReloadException.class,
            () -> pipeline.reload(texts -> texts.withEngine("late_ms: 7\ndedup: 64\n")));
        assertEquals(ReloadException.Reason.NEEDS_RESTART, refused.reason());
        assertTrue(refused.getMessage().startsWith("engine settings:2:8: dedup from 4096 to 64 cannot change"), refused.getMessage());
        assertEquals(List.of("engine settings", 2, 8), List.of(refused.file(), refused.line(), refused.column()));
        // What is left out stays, the clock too.
        assertEquals(List.of(ConfigKind.ENGINE), pipeline.check(texts -> texts.withEngine("late_ms: 5\n")).changed());
        final String late = settings.toText().replace("late_ms: 3600000", "late_ms: 1000");
        assertNotEquals(settings.toText(), late);
        assertEquals(List.of(ConfigKind.ENGINE), pipeline.reload(texts -> texts.withEngine(late)).changed());
        replies.put(new TestBatch().add("v", "size_guide", Setups.START_MS + 10_000).add("v", "size_guide", Setups.START_MS + 5_000), 1);
        replies.await(2);
        assertEquals(1, pipeline.counters().get(Counter.EVENTS_LATE), "5 s before what came, with a bound of 1 s");
        assertEquals(2, pipeline.counters().get(Counter.VISITORS), "nobody is forgotten");
        pipeline.close();
    }

    @Test
    void shouldRefuseRulesThatLookBackFartherThanVisitorsAreRemembered() {
        final String engine = Setups.settings(EngineSettings.Clock.EVENT, 256).withRetention(30 * 86_400_000L).toText();
        final MemoryJournal journal = new MemoryJournal();
        final Pipeline pipeline = Pipeline.start(Setups.context(journal, ThreadMode.INVOKER).configuration(ALWAYS.withEngine(engine)));
        final int frames = Setups.frames(journal, QueueName.EVENTS);
        final String month = """
            triggers:
              - name: month
                when: seen("cart_add", duration("31d"))
                action: {type: note, id: seen}
            """;
        final ReloadException refused =
            assertThrows(ReloadException.class, () -> pipeline.reload(texts -> texts.withRules("month.yaml", month)));
        assertTrue(refused.getMessage().startsWith("month.yaml:3:37: asks for 31 days back, and a visitor of whom nothing is heard is"
            + " forgotten after 30;"), refused.getMessage());
        assertEquals(3, refused.line());
        assertEquals(37, refused.column());
        assertEquals(frames, Setups.frames(journal, QueueName.EVENTS));
        pipeline.reload(texts -> texts.withRules("month.yaml", month.replace("31d", "30d")));
        pipeline.close();
    }

    @ParameterizedTest
    @EnumSource(ThreadMode.class)
    void shouldPutNoRulesInForceWithoutTheCatalogueThatCameWithThem(final ThreadMode mode) {
        final MemoryJournal journal = new MemoryJournal();
        final long[] full = {-1};
        final Pipeline pipeline = Pipeline.start(Setups.context(new HookedJournal(journal, (queue, sequence) -> {
            if (queue == QueueName.EVENTS && full[0] >= 0 && ++full[0] == 2) {
                throw new DiskLowException("no room");
            }
        }, (queue, sequence) -> { }), mode).configuration(ALWAYS));
        final Replies replies = new Replies(pipeline);
        put(replies, 0);
        final int frames = Setups.frames(journal, QueueName.EVENTS);
        final long digest = pipeline.configuration().digest();
        full[0] = 0;
        // The second piece of the catalogue is refused; were the rules taken, they would fit the catalogue before.
        final ReloadException refused = assertThrows(ReloadException.class,
            () -> pipeline.reload(texts -> texts.withCatalogue("c", RENAMED).withRules("r", rules(1))));
        assertEquals(ReloadException.Reason.UNAVAILABLE, refused.reason());
        assertTrue(refused.getMessage().contains("too little room"), refused.getMessage());
        assertEquals(frames + 1, Setups.frames(journal, QueueName.EVENTS));
        assertEquals(digest, pipeline.configuration().digest());
        put(replies, 1);
        final Reload again = pipeline.reload(texts -> texts.withCatalogue("c", RENAMED).withRules("r", rules(1)));
        assertEquals(2, again.changed().size(), "there is room again");
        put(replies, 2);
        pipeline.close();
        assertEquals(3, digests(journal).size());
        assertEquals(0, Setups.verify(journal).divergences());
    }

    @ParameterizedTest
    @EnumSource(ThreadMode.class)
    void shouldTellThatTheJournalFailed(final ThreadMode mode) {
        final MemoryJournal journal = new MemoryJournal();
        final boolean[] failing = {false};
        final Pipeline pipeline = Pipeline.start(Setups.context(new HookedJournal(journal, (queue, sequence) -> {
            if (failing[0]) {
                throw new JournalException("no space left on device");
            }
        }, (queue, sequence) -> { }), mode).configuration(ALWAYS));
        final long digest = pipeline.configuration().digest();
        failing[0] = true;
        final ReloadException refused =
            assertThrows(ReloadException.class, () -> pipeline.reload(texts -> texts.withRules("r", rules(1))));
        assertEquals(ReloadException.Reason.UNAVAILABLE, refused.reason());
        assertTrue(refused.getMessage().contains("no space left on device"), refused.getMessage());
        assertEquals(digest, pipeline.configuration().digest());
        pipeline.close();
    }

    @Test
    void shouldRememberVersionsOverARestartAndGoBackToOne() {
        final MemoryJournal journal = new MemoryJournal();
        final Pipeline first = Pipeline.start(Setups.context(journal, ThreadMode.INVOKER).configuration(ALWAYS));
        final Replies replies = new Replies(first);
        for (int i = 0; i < 40; i++) {
            put(replies, i);
            first.reload(texts -> texts.withRules("r", rules(replies.completions.size())));
        }
        first.close();
        final Pipeline pipeline = Pipeline.start(Setups.context(journal.reopen(), ThreadMode.INVOKER).keep(Set.of(ConfigKind.RULES)));
        final List<ConfigurationVersion> versions =
            pipeline.configuration().versions().stream().filter(one -> one.kind() == ConfigKind.RULES).toList();
        assertEquals(VersionHistory.MOST_VERSIONS, versions.size());
        for (int i = 0; i < versions.size(); i++) {
            assertEquals(rules(40 - i), versions.get(i).text(), "newest first");
            assertEquals(40 - i, versions.get(i).eventsBefore());
        }
        final ConfigurationVersion old = versions.get(10);
        assertEquals(old, pipeline.configuration().version(ConfigKind.RULES, old.digest()).orElseThrow());
        pipeline.reload(texts -> texts.with(old.kind(), "version", old.text()));
        assertEquals(old.text(), pipeline.configuration().texts().rules());
        assertEquals(old.digest(), pipeline.configuration().versions().get(0).digest());
        pipeline.close();
    }
}
