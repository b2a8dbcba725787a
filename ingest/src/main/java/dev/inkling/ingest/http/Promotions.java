package dev.inkling.ingest.http;

import java.util.concurrent.CompletableFuture;

import dev.inkling.journal.JournalException;
import dev.inkling.journal.chronicle.Promotion;

/** Makes a standby take traffic when its operator says so. Any thread. */
@FunctionalInterface
public interface Promotions {
    /** Of a server that takes traffic already. */
    Promotions NONE = isForced -> CompletableFuture.failedFuture(
        new JournalException("this server follows nobody: there is nothing to promote"));

    /**
     * Takes over.
     *
     * @param isForced also from one that lives, or that cannot be read
     * @return done when traffic is taken; fails with a {@link JournalException} when nothing was done, with its reason
     */
    CompletableFuture<Promotion> promote(boolean isForced);
}
