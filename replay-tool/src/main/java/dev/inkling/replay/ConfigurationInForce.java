package dev.inkling.replay;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.ConfigurationCollector;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.Storefronts;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.journal.codec.ConfigurationDecoder;
import dev.inkling.ring.ConfigurationTexts;
import dev.inkling.scoring.ConfigException;
import dev.inkling.scoring.EngineSettings;

/** The configuration texts that a journal ends with, and whether they are those that one wants to go on with. */
final class ConfigurationInForce {
    private final Map<ConfigKind, String> texts = new EnumMap<>(ConfigKind.class);

    /**
     * Looks through the events of a journal.
     *
     * @param journal to read
     */
    ConfigurationInForce(final Journal journal) {
        final ConfigurationCollector collector = new ConfigurationCollector();
        try (CheckedPoller poller = CheckedPoller.fromFirst(journal, QueueName.EVENTS)) {
            while (poller.poll()) {
                if (Frames.templateId(poller.buffer(), 0) == ConfigurationDecoder.TEMPLATE_ID
                    && collector.onPiece(poller.buffer(), 0) == ConfigurationCollector.Outcome.WHOLE) {
                    texts.put(collector.kind(), new String(collector.text(), StandardCharsets.UTF_8));
                }
            }
        }
    }

    /**
     * The storefronts that frames number.
     *
     * @return those of the last settings; the default one alone where there are none
     */
    Storefronts storefronts() {
        final String text = texts.get(ConfigKind.ENGINE);
        try {
            return text == null ? Storefronts.DEFAULT : new Storefronts(EngineSettings.parse(text, "journaled engine").storefronts());
        } catch (final ConfigException e) {
            throw new UserException(e.getMessage(), e);
        }
    }

    /**
     * Says no to a journal that was made with other texts. One without any takes whatever comes.
     *
     * @param wanted that are to be in force
     * @param folder of the journal, for the message
     * @throws UserException which names the text that differs
     */
    void requireSame(final ConfigurationTexts wanted, final Path folder) {
        requireSame(ConfigKind.ENGINE, wanted.engine(), folder, "--clock event, --engine and --visitors");
        requireSame(ConfigKind.CATALOGUE, wanted.catalogue(), folder, "--catalogue");
        requireSame(ConfigKind.MODEL, wanted.model(), folder, "--model");
        requireSame(ConfigKind.RULES, wanted.rules(), folder, "--rules");
    }

    private void requireSame(final ConfigKind kind, final String wanted, final Path folder, final String options) {
        // A journal without a model need not say so.
        final String text = kind == ConfigKind.MODEL && !texts.isEmpty() ? texts.getOrDefault(kind, "") : texts.get(kind);
        if (text != null && !text.equals(wanted)) {
            throw new UserException("data folder " + folder + " holds a journal made with another " + words(kind)
                + difference(text, wanted) + "; import into another folder, or with what it was made with (" + options + ")");
        }
    }

    private static String words(final ConfigKind kind) {
        return switch (kind) {
            case ENGINE -> "setting of the engine";
            case CATALOGUE -> "catalogue";
            case MODEL -> "model";
            default -> "set of rules";
        };
    }

    /** Settings stand one a line in a fixed order, so the first line that differs says it; longer texts are not quoted. */
    private static String difference(final String text, final String wanted) {
        final String[] was = text.split("\n");
        final String[] is = wanted.split("\n");
        for (int i = 0; i < Math.min(was.length, is.length); i++) {
            if (!was[i].equals(is[i])) {
                return " (" + was[i].strip() + ", not " + is[i].strip() + ")";
            }
        }
        return "";
    }
}
