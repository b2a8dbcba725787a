package dev.inkling.perf.load;

/**
 * Numbers events and spreads them over visitors. Event ids begin at a number taken from the clock, so a second run against the same server
 * is not taken for a repeat of the first. Not thread safe.
 */
final class EventSource {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final Template[] templates;
    private final int visitors;
    private final long base;
    private long next;

    EventSource(final Template[] templates, final int visitors, final long base) {
        this.templates = templates;
        this.visitors = visitors;
        this.base = base;
    }

    /** Bytes of the events from the next one on. */
    int lengthOf(final int events) {
        int sum = 0;
        for (int i = 0; i < events; i++) {
            sum += template(next + i).length();
        }
        return sum;
    }

    /** Writes the next event and says where it ends. */
    int put(final byte[] target, final int offset) {
        final Template template = template(next);
        final long event = base + next;
        final long visitor = Long.remainderUnsigned(next * SPREAD >>> 16, visitors);
        template.put(target, offset, event, visitor);
        next++;
        return offset + template.length();
    }

    private Template template(final long event) {
        return templates[(int) (event & (Template.COUNT - 1))];
    }
}
