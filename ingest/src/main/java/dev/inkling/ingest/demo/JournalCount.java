package dev.inkling.ingest.demo;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.inkling.journal.FramePoller;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.MomentFrame;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.journal.codec.DecisionDecoder;
import dev.inkling.journal.codec.LabelKind;
import dev.inkling.journal.codec.MessageHeaderDecoder;
import dev.inkling.journal.codec.MomentEventDecoder;
import dev.inkling.journal.codec.Source;
import org.agrona.DirectBuffer;

/**
 * What stands in a journal of its last epoch, counted from the files after the server has closed: events by the door they came in by, and
 * decisions by rule and status.
 *
 * @param events    of each source
 * @param decisions by {@code rule status}, in alphabetical order
 */
record JournalCount(Map<Source, Long> events, Map<String, Integer> decisions) {
    static JournalCount ofLastEpoch(final Path data) {
        int epoch = 0;
        final Map<Source, Long> events = new EnumMap<>(Source.class);
        final Map<String, Integer> decisions = new TreeMap<>();
        try (Journal journal = ChronicleJournal.openForReading(data)) {
            final MomentFrame moment = new MomentFrame();
            try (FramePoller poller = journal.poller(QueueName.EVENTS)) {
                while (poller.poll()) {
                    final DirectBuffer frame = poller.buffer();
                    if (Frames.epoch(frame, 0) != epoch) {
                        epoch = Frames.epoch(frame, 0);
                        events.clear();
                    }
                    if (Frames.templateId(frame, 0) == MomentEventDecoder.TEMPLATE_ID) {
                        events.merge(Source.get((short) moment.wrap(frame, 0).source()), 1L, Long::sum);
                    }
                }
            }
            try (FramePoller poller = journal.poller(QueueName.DECISIONS)) {
                while (poller.poll()) {
                    final DirectBuffer frame = poller.buffer();
                    if (Frames.templateId(frame, 0) == DecisionDecoder.TEMPLATE_ID && Frames.epoch(frame, 0) == epoch) {
                        decisions.merge(describe(frame), 1, Integer::sum);
                    }
                }
            }
        }
        return new JournalCount(events, decisions);
    }

    long of(final Source source) {
        return events.getOrDefault(source, 0L);
    }

    long overUdp() {
        return of(Source.UDP_JSON) + of(Source.UDP_BINARY);
    }

    private static String describe(final DirectBuffer frame) {
        final DecisionDecoder decision = new DecisionDecoder().wrapAndApplyHeader(frame, 0, new MessageHeaderDecoder());
        final String status = decision.status().name().toLowerCase(Locale.ROOT);
        String rule = "?";
        for (final DecisionDecoder.LabelsDecoder label : decision.labels()) {
            final LabelKind kind = label.kind();
            final String text = label.label();
            if (kind == LabelKind.RULE) {
                rule = text;
            }
        }
        return rule + " " + status;
    }
}
