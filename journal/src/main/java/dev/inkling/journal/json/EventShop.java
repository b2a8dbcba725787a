package dev.inkling.journal.json;

import java.nio.charset.StandardCharsets;

import dev.inkling.journal.MomentWriter;
import dev.inkling.journal.Storefront;
import dev.inkling.journal.Storefronts;

/** Whose event is read: the storefront's that it names, else the one's that the request named. Reused, not thread safe. */
final class EventShop {
    private Storefronts storefronts;
    private Storefront meant;
    private Storefront shop;

    EventShop(final Storefronts storefronts) {
        this.storefronts = storefronts;
    }

    /** A body comes without a word on whose it is. */
    void begin() {
        begin(storefronts, storefronts.first());
    }

    /** A body comes of a storefront; null for one that there is not, which refuses each event that does not name another. */
    void begin(final Storefronts all, final Storefront ofBody) {
        storefronts = all;
        meant = ofBody;
        shop = storefronts.first();
    }

    /** That of the event that was read last; the first one where it is not known. */
    Storefront shop() {
        return shop;
    }

    /** For an event that begins: nothing of it was read. */
    Storefront beginEvent() {
        shop = storefronts.first();
        return shop;
    }

    /** Tells the writer whose event it is, or refuses it. */
    void find(final Seen seen, final MomentWriter writer) {
        final int level = seen.level(Key.STOREFRONT);
        final boolean isNamed = level >= 0 && seen.type(level, Key.STOREFRONT) == Seen.TEXT;
        final Storefront found = isNamed ? storefronts.named(new String(seen.bytes(), seen.offset(level, Key.STOREFRONT),
            seen.length(level, Key.STOREFRONT), StandardCharsets.UTF_8)) : meant;
        if (found == null) {
            writer.refuse(Key.STOREFRONT.json, "no storefront has that name");
        } else {
            shop = found;
            writer.storefront(found);
        }
    }
}
