package dev.inkling.ingest.standby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.Function;

import dev.inkling.ring.ConfigurationTexts;
import dev.inkling.ring.Pipeline;
import dev.inkling.ring.Readiness;
import dev.inkling.ring.ReloadException;
import org.junit.jupiter.api.Test;

/** A standby takes the configuration of the one that it follows, and no other. */
class StandbyPipelineTest {
    @Test
    void shouldTakeNoConfigurationOfItsOwn() {
        final Pipeline standby = new StandbyPipeline(() -> new Readiness(false, List.of("standby"), List.of()));
        final List<Function<Pipeline, Object>> asked = List.of(
            Pipeline::configuration, pipeline -> pipeline.check(texts -> texts),
            pipeline -> pipeline.reload(ConfigurationTexts.defaults()));
        for (final Function<Pipeline, Object> one : asked) {
            assertEquals(ReloadException.Reason.FOLLOWING, assertThrows(ReloadException.class, () -> one.apply(standby)).reason());
        }
    }
}
