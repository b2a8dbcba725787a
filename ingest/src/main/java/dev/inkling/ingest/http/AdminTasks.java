package dev.inkling.ingest.http;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.inkling.ingest.loop.IngestLoop;
import dev.inkling.ring.ReloadException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.DefaultThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does for admins what takes longer than an event loop may be held: one task after the other on a thread of its own, the reply on the loop
 * again. Any thread.
 */
final class AdminTasks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdminTasks.class);
    /** Each may hold a body of 16 MiB. */
    private static final int MOST_WAITING = 8;
    private static final long CLOSE_SECONDS = 5;

    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING),
        new DefaultThreadFactory("admin", true));

    /**
     * What is replied.
     *
     * @param status  of the reply
     * @param type    of the content
     * @param content taken over
     */
    record Answer(HttpResponseStatus status, CharSequence type, ByteBuf content) {
        /**
         * An object.
         *
         * @param status of the reply
         * @param fields of the object
         * @return the answer
         */
        static Answer json(final HttpResponseStatus status, final JsonText.Fields fields) {
            return new Answer(status, HttpHeaderValues.APPLICATION_JSON, JsonText.object(UnpooledByteBufAllocator.DEFAULT, fields));
        }

        /**
         * An error.
         *
         * @param status  of the reply
         * @param message what, where, what to do
         * @return the answer
         */
        static Answer error(final HttpResponseStatus status, final String message) {
            return json(status, json -> json.writeStringField("error", message));
        }
    }

    /**
     * Replies with what a task makes.
     *
     * @param exchange to reply to
     * @param loop     of its connection
     * @param task     run on the admins' thread
     */
    void answer(final Exchange exchange, final IngestLoop loop, final Callable<Answer> task) {
        try {
            executor.execute(() -> {
                final Answer answer = run(task);
                loop.eventLoop().execute(() -> reply(exchange, answer));
            });
        } catch (final RejectedExecutionException e) {
            exchange.unavailable(JsonText.error(exchange.alloc(), "too much is asked at a time, or the server is stopping; try again"));
        }
    }

    private static Answer run(final Callable<Answer> task) {
        try {
            return task.call();
        } catch (final ReloadException e) {
            return refusal(e);
        } catch (final Exception | StackOverflowError | OutOfMemoryError e) {
            LOG.error("an admin's task failed", e);
            return Answer.error(HttpResponseStatus.INTERNAL_SERVER_ERROR, String.valueOf(e.getMessage()));
        }
    }

    private static Answer refusal(final ReloadException e) {
        final HttpResponseStatus status = switch (e.reason()) {
            case UNUSABLE -> HttpResponseStatus.BAD_REQUEST;
            case NEEDS_RESTART, FOLLOWING -> HttpResponseStatus.CONFLICT;
            case UNAVAILABLE -> HttpResponseStatus.SERVICE_UNAVAILABLE;
        };
        return Answer.json(status, json -> {
            json.writeStringField("error", e.getMessage());
            if (e.line() > 0) {
                json.writeStringField("file", e.file());
                json.writeNumberField("line", e.line());
                json.writeNumberField("column", e.column());
            }
        });
    }

    private static void reply(final Exchange exchange, final Answer answer) {
        if (answer.status().equals(HttpResponseStatus.SERVICE_UNAVAILABLE)) {
            exchange.unavailable(answer.content());
        } else {
            exchange.reply(answer.status(), answer.type(), answer.content());
        }
    }

    /** Takes no more; waits a little for what is under way. */
    @Override
    public void close() {
        executor.shutdownNow();
        try {
            executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
