package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inkling.journal.MemoryJournal;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A look-up sees all that was offered before it, and nothing of what comes after. */
class QueriesTest {
    @ParameterizedTest
    @EnumSource(ThreadMode.class)
    void shouldSeeTheStateAtItsPlaceInTheRing(final ThreadMode mode) {
        final Pipeline pipeline = Pipeline.start(Setups.context(new MemoryJournal(), mode));
        final Replies replies = new Replies(pipeline);
        final TestBatch batch = new TestBatch();
        final long key = batch.visitorKey("v");
        replies.intake().query(key, 0, 1);
        for (int i = 0; i < 12; i++) {
            replies.put(batch.clear().add("v", i % 2 == 0 ? "cart_add" : "product_view", Setups.START_MS + i * 1_000), 1);
            replies.intake().query(key, 0, 1);
        }
        assertEquals(0, replies.awaitVisitor().capacity(), "nobody knows this visitor yet");
        for (int i = 0; i < 12; i++) {
            final UnsafeBuffer bytes = replies.awaitVisitor();
            final VisitorState state = new VisitorState().wrap(bytes, 0);
            assertEquals(key, state.visitorKey());
            assertEquals(i + 1, state.sessionMoments());
            assertEquals(i / 2 + 1, state.cartItems());
            assertEquals(1, state.sessions());
            assertEquals(Setups.START_MS, state.sessionStart());
            assertEquals(Setups.START_MS + i * 1_000, state.sessionLast());
            assertEquals(state.sessionLast(), state.at());
            assertEquals(Math.min(10, i + 1), state.momentCount());
            assertEquals(Setups.START_MS + i * 1_000, state.momentAt(0));
            assertEquals(i % 2 == 0 ? "cart_add" : "product_view", pipeline.typeName(state.momentType(0)));
        }
        pipeline.close();
    }
}
