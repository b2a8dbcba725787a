package dev.inkling.replay;

import java.util.function.IntFunction;

import dev.inkling.journal.Journal;
import dev.inkling.journal.Storefronts;

/** Names the storefronts of a journal's frames. Looks through its events once, when a frame is the first that is not the first one's. */
final class StorefrontNames implements IntFunction<String> {
    private final Journal journal;
    private Storefronts storefronts;

    /**
     * Of a journal.
     *
     * @param journal to read
     */
    StorefrontNames(final Journal journal) {
        this.journal = journal;
    }

    @Override
    public String apply(final int number) {
        if (number == 0) {
            return null;
        }
        if (storefronts == null) {
            storefronts = new ConfigurationInForce(journal).storefronts();
        }
        return storefronts.nameToTell(number);
    }
}
