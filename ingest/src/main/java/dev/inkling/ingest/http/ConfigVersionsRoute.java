package dev.inkling.ingest.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.inkling.ingest.loop.IngestLoop;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.ring.ConfigurationVersion;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Pipeline;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * {@code GET /v1/admin/config/KIND?digest=HEX}: a version's text, the one in force without a digest. {@code POST
 * /v1/admin/config/rollback?digest=HEX&kind=KIND}: brings it in force again; the kind may be left out where no other has that digest.
 */
final class ConfigVersionsRoute implements Route {
    private static final int HEX = 16;
    private static final String ROLLBACK = "rollback";

    private final IngestLoop loop;
    private final Pipeline pipeline;
    private final AdminTasks tasks;
    private final String prefix;
    private final boolean isRollback;

    /**
     * A route.
     *
     * @param loop     its own
     * @param pipeline asked
     * @param tasks    run what takes longer
     * @param prefix   of the paths that show a text; the one that goes back is {@code rollback} behind it
     * @param goesBack whether it is that one
     */
    ConfigVersionsRoute(
        final IngestLoop loop, final Pipeline pipeline, final AdminTasks tasks, final String prefix, final boolean goesBack) {
        this.loop = loop;
        this.pipeline = pipeline;
        this.tasks = tasks;
        this.prefix = prefix;
        isRollback = goesBack;
    }

    /** What is asked for; the digest null for that in force. */
    private record Asked(ConfigKind kind, Long digest) {
    }

    @Override
    public String allow() {
        return isRollback ? "POST" : "GET, HEAD";
    }

    @Override
    public void handle(final Exchange exchange, final ByteBuf body) {
        final Asked asked;
        try {
            final String label = isRollback ? exchange.parameter("kind") : exchange.path().substring(prefix.length());
            final String digest = exchange.parameter("digest");
            if (digest == null && isRollback) {
                throw new NumberFormatException();
            }
            asked = new Asked(label == null ? null : ConfigBody.kind(label), digest == null ? null : Long.parseUnsignedLong(digest, HEX));
        } catch (final NumberFormatException e) {
            refuse(exchange, HttpResponseStatus.BAD_REQUEST, "expected ?digest= with up to 16 hexadecimal digits, as GET /v1/admin/config"
                + " lists them");
            return;
        } catch (final ConfigBody.UnreadableException e) {
            refuse(exchange, isRollback ? HttpResponseStatus.BAD_REQUEST : HttpResponseStatus.NOT_FOUND, e.getMessage());
            return;
        } catch (final IllegalArgumentException e) {
            refuse(exchange, HttpResponseStatus.BAD_REQUEST, "the query is not well-formed: " + e.getMessage());
            return;
        }
        tasks.answer(exchange, loop, () -> isRollback ? goBack(asked) : show(asked));
    }

    private void refuse(final Exchange exchange, final HttpResponseStatus status, final String message) {
        loop.counters().increment(Counter.HTTP_BAD_REQUEST);
        exchange.error(status, message);
    }

    private List<ConfigurationVersion> find(final Asked asked) {
        return pipeline.configuration().versions().stream()
            .filter(version -> version.digest() == asked.digest() && (asked.kind() == null || version.kind() == asked.kind()))
            .toList();
    }

    private AdminTasks.Answer show(final Asked asked) {
        final String text;
        if (asked.digest() == null) {
            text = pipeline.configuration().texts().text(asked.kind());
        } else {
            final List<ConfigurationVersion> found = find(asked);
            if (found.isEmpty()) {
                return unknown();
            }
            text = found.get(0).text();
        }
        return new AdminTasks.Answer(
            HttpResponseStatus.OK, "text/yaml; charset=utf-8", Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)));
    }

    private AdminTasks.Answer goBack(final Asked asked) {
        final List<ConfigurationVersion> found = find(asked);
        if (found.isEmpty()) {
            return unknown();
        }
        final ConfigurationVersion version = found.get(0);
        if (found.stream().anyMatch(other -> other.kind() != version.kind())) {
            return AdminTasks.Answer.error(HttpResponseStatus.BAD_REQUEST, "texts of more than one kind have that digest: say &kind=");
        }
        final String name = ConfigBody.label(version.kind()) + " of sequence " + version.sequence();
        return ConfigRoute.answer(pipeline.reload(inForce -> inForce.with(version.kind(), name, version.text())));
    }

    private static AdminTasks.Answer unknown() {
        return AdminTasks.Answer.error(HttpResponseStatus.NOT_FOUND,
            "no version with that digest is remembered; GET /v1/admin/config lists those that are");
    }

    /**
     * Path of the route that goes back.
     *
     * @param prefix of the paths that show a text
     * @return path
     */
    static String rollbackPath(final String prefix) {
        return prefix + ROLLBACK;
    }
}
