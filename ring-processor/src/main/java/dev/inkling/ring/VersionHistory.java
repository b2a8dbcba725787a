package dev.inkling.ring;

import java.util.ArrayList;
import java.util.List;

import dev.inkling.journal.ConfigurationWriter;
import dev.inkling.journal.TextHash;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.scoring.StateException;
import dev.inkling.scoring.StateInput;
import dev.inkling.scoring.StateOutput;

/**
 * The last versions of each configuration text, so that they can be listed, shown and gone back to without a search of the journal, which
 * may be long and whose beginning may be gone. Part of the processor's state, and so of snapshots. Of each kind at most
 * {@link #MOST_VERSIONS} and {@link #MOST_BYTES} of text; the newest is always there. Confined to one thread.
 */
final class VersionHistory {
    /** Most versions of a kind. */
    static final int MOST_VERSIONS = 32;
    /** Most bytes of a kind's texts together: two of the longest. */
    static final long MOST_BYTES = 2L * ConfigurationWriter.MAX_TEXT_BYTES;

    private final List<List<ConfigurationVersion>> kinds = new ArrayList<>();

    /** Nothing came yet. */
    VersionHistory() {
        for (int kind = 0; kind < ConfigurationTexts.KINDS.size(); kind++) {
            kinds.add(new ArrayList<>());
        }
    }

    /**
     * Adds the newest.
     *
     * @param version a whole text
     */
    void add(final ConfigurationVersion version) {
        final List<ConfigurationVersion> versions = kinds.get(ConfigurationTexts.KINDS.indexOf(version.kind()));
        versions.add(version);
        long bytes = versions.stream().mapToLong(ConfigurationVersion::bytes).sum();
        while (versions.size() > MOST_VERSIONS || bytes > MOST_BYTES && versions.size() > 1) {
            bytes -= versions.remove(0).bytes();
        }
    }

    /**
     * What is remembered.
     *
     * @return a copy, newest first
     */
    List<ConfigurationVersion> newestFirst() {
        final List<ConfigurationVersion> all = new ArrayList<>();
        kinds.forEach(all::addAll);
        all.sort((a, b) -> Long.compare(b.sequence(), a.sequence()));
        return List.copyOf(all);
    }

    /**
     * Saves the versions.
     *
     * @param out takes them
     */
    void save(final StateOutput out) {
        for (final List<ConfigurationVersion> versions : kinds) {
            out.putInt(versions.size());
            for (final ConfigurationVersion version : versions) {
                out.putLong(version.sequence());
                out.putLong(version.receivedMs());
                out.putLong(version.eventsBefore());
                out.putLong(version.digest());
                out.putText(version.text());
            }
        }
    }

    /**
     * Loads saved versions.
     *
     * @param in gives them
     * @throws StateException when they are damaged
     */
    void load(final StateInput in) throws StateException {
        for (final ConfigKind kind : ConfigurationTexts.KINDS) {
            final int count = in.getInt("versions of a kind", 0, MOST_VERSIONS);
            for (int i = 0; i < count; i++) {
                final long sequence = in.getLong("sequence of a version", 1, Long.MAX_VALUE);
                final long receivedMs = in.getLong();
                final long events = in.getLong("events before a version", 0, Long.MAX_VALUE);
                final long digest = in.getLong();
                final String text = in.getText(ConfigurationWriter.MAX_TEXT_BYTES);
                if (digest != TextHash.of(text)) {
                    throw in.damaged("the hash of a version of " + kind + " differs");
                }
                add(ConfigurationVersion.of(kind, sequence, receivedMs, events, text));
            }
        }
    }
}
