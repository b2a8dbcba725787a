package dev.inkling.ingest.demo;

import java.util.Comparator;
import java.util.PriorityQueue;

/** The moments of many shoppers in one order of time, those at the same millisecond in order of arrival. Not thread safe. */
public final class ShopperTraffic {
    private final ShopperGenerator generator;
    private final PriorityQueue<Walk> walks = new PriorityQueue<>(
        Comparator.comparingLong(Walk::atMs).thenComparingLong(walk -> walk.shopper.number()));
    private Shopper arriving;

    /**
     * Traffic without end.
     *
     * @param generator makes the shoppers
     */
    public ShopperTraffic(final ShopperGenerator generator) {
        this.generator = generator;
        this.arriving = generator.next();
    }

    /**
     * The next moment of anyone.
     *
     * @return who and what
     */
    public Step next() {
        while (walks.isEmpty() || arriving.moments().get(0).atMs() <= walks.peek().atMs()) {
            walks.add(new Walk(arriving));
            arriving = generator.next();
        }
        final Walk walk = walks.poll();
        final Step step = new Step(walk.shopper, walk.shopper.moments().get(walk.done++));
        if (walk.done < walk.shopper.moments().size()) {
            walks.add(walk);
        }
        return step;
    }

    /**
     * A moment and who leaves it.
     *
     * @param shopper who
     * @param moment  what and when
     */
    public record Step(Shopper shopper, SampleMoment moment) {
    }

    /** How far a shopper has come. */
    private static final class Walk {
        private final Shopper shopper;
        private int done;

        Walk(final Shopper shopper) {
            this.shopper = shopper;
        }

        long atMs() {
            return shopper.moments().get(done).atMs();
        }
    }
}
