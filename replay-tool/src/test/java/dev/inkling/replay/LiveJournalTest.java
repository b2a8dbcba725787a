package dev.inkling.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.Journal;
import dev.inkling.journal.KeyMaker;
import dev.inkling.journal.Storefront;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.journal.chronicle.JournalOptions;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.json.MomentJsonReader;
import dev.inkling.ring.ConfigurationTexts;
import dev.inkling.ring.Intake;
import dev.inkling.ring.Pipeline;
import dev.inkling.ring.PipelineContext;
import dev.inkling.ring.ThreadMode;
import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.EngineSettings;
import dev.inkling.scoring.rules.load.RuleCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading a journal while an engine writes to it. */
class LiveJournalTest {
    private static final ConfigurationTexts TEXTS = new ConfigurationTexts(
        EngineSettings.defaults().withClock(EngineSettings.Clock.EVENT).withCapacities(1024, 2048).toText(),
        "catalogue", Catalogue.defaultText(), "rules", RuleCompiler.defaultText());

    @TempDir
    private Path data;

    @Test
    void shouldVerifyAndExportWhatIsThereWhileAnEngineRuns() {
        final List<String> lines = Moments.research(4);
        try (Journal journal = ChronicleJournal.open(data, JournalOptions.defaults());
             Pipeline pipeline = Pipeline.start(
                 new PipelineContext().journal(journal).threadMode(ThreadMode.INVOKER).configuration(TEXTS))) {
            final Intake intake = pipeline.openIntake(1 << 20, () -> { });
            offer(intake, lines.subList(0, 8));
            // Two shoppers of four events and one decision each.
            assertTrue(verify().startsWith("verified events=8 decisions=2 divergences=0 digest="), verify());
            assertEquals(8, export("events"));
            assertEquals(2, export("decisions"));
            offer(intake, lines.subList(8, 16));
            assertTrue(verify().startsWith("verified events=16 decisions=4 divergences=0 digest="), verify());
            final Run second = Moments.importLines(data, lines);
            assertEquals(2, second.code());
            assertTrue(second.err().contains("is held by process"), second.err());
        }
        assertTrue(verify().startsWith("verified events=16 decisions=4 divergences=0 digest="), verify());
    }

    private static void offer(final Intake intake, final List<String> lines) {
        final byte[] body = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        final FrameBatch batch = new FrameBatch(lines.size());
        new MomentJsonReader(new KeyMaker(Moments.SECRET), Storefront.DEFAULT).read(body, 0, body.length, batch, Source.HTTP);
        assertEquals(Intake.Offer.TAKEN, intake.offer(batch, Intake.NO_REQUEST, 0));
    }

    private String verify() {
        final Run run = Run.of("verify", "--data", data.toString());
        assertEquals(0, run.code(), run.out() + run.err());
        return run.lastOutLine();
    }

    private int export(final String what) {
        final Run run = Run.of("export", "--data", data.toString(), "--what", what, "--out", "-");
        assertEquals(0, run.code(), run.err());
        return run.outLines().size();
    }
}
