package dev.inkling.ingest.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.inkling.ingest.loop.IngestLoop;
import dev.inkling.journal.ConfigurationWriter;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.ring.ConfigurationTexts;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Pipeline;
import dev.inkling.ring.Reload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * {@code /v1/admin/config}: a GET tells what is in force and what was before, a POST brings other texts in force, or only checks them with
 * {@code ?validate=true}.
 */
final class ConfigRoute implements Route {
    private final IngestLoop loop;
    private final Pipeline pipeline;
    private final AdminTasks tasks;

    ConfigRoute(final IngestLoop loop, final Pipeline pipeline, final AdminTasks tasks) {
        this.loop = loop;
        this.pipeline = pipeline;
        this.tasks = tasks;
    }

    @Override
    public String allow() {
        return "GET, HEAD, POST";
    }

    @Override
    public int bodyBytes(final int usual) {
        return Math.max(usual, ConfigurationWriter.MAX_TEXT_BYTES);
    }

    @Override
    public void handle(final Exchange exchange, final ByteBuf body) {
        if (!"POST".equals(exchange.method())) {
            tasks.answer(exchange, loop, () -> AdminTasks.Answer.json(HttpResponseStatus.OK,
                new ConfigReport(pipeline.configuration(), pipeline.counters().get(Counter.EVENTS_PROCESSED))));
            return;
        }
        final String kind;
        final String validate;
        try {
            kind = exchange.parameter("kind");
            validate = exchange.parameter("validate");
        } catch (final IllegalArgumentException e) {
            loop.counters().increment(Counter.HTTP_BAD_REQUEST);
            exchange.error(HttpResponseStatus.BAD_REQUEST, "the query is not well-formed: " + e.getMessage());
            return;
        }
        final boolean isDry = "true".equals(validate);
        if (validate != null && !isDry && !"false".equals(validate)) {
            // Whoever asked for a check in other words must not get the reload itself.
            loop.counters().increment(Counter.HTTP_BAD_REQUEST);
            exchange.error(HttpResponseStatus.BAD_REQUEST, "validate is '" + validate + "'; expected true or false");
            return;
        }
        final String encoding = exchange.header(HttpHeaderNames.CONTENT_ENCODING);
        if (encoding != null && !"identity".equalsIgnoreCase(encoding.trim())) {
            exchange.error(HttpResponseStatus.BAD_REQUEST, "Content-Encoding '" + encoding + "' is not taken here; send the text as it is");
            return;
        }
        final byte[] bytes = ByteBufUtil.getBytes(body);
        tasks.answer(exchange, loop, () -> reload(bytes, kind, isDry));
    }

    private AdminTasks.Answer reload(final byte[] bytes, final String label, final boolean isDry) {
        final Map<ConfigKind, String> texts;
        try {
            texts = ConfigBody.read(bytes, label);
        } catch (final ConfigBody.UnreadableException e) {
            return AdminTasks.Answer.json(HttpResponseStatus.BAD_REQUEST, json -> {
                json.writeStringField("error", e.getMessage());
                if (!e.file().isEmpty()) {
                    json.writeStringField("file", e.file());
                }
                if (e.line() > 0) {
                    json.writeNumberField("line", e.line());
                    json.writeNumberField("column", e.column());
                }
            });
        }
        final UnaryOperator<ConfigurationTexts> change = inForce -> over(inForce, texts);
        if (!isDry) {
            return answer(pipeline.reload(change));
        }
        final Reload would = pipeline.check(change);
        return AdminTasks.Answer.json(HttpResponseStatus.OK, json -> {
            json.writeBooleanField("valid", true);
            json.writeStringField("digest", ConfigReport.hex(would.digest()));
            ConfigReport.kinds(json, "changed", would.changed());
        });
    }

    private static ConfigurationTexts over(final ConfigurationTexts inForce, final Map<ConfigKind, String> texts) {
        ConfigurationTexts wanted = inForce;
        for (final Map.Entry<ConfigKind, String> text : texts.entrySet()) {
            wanted = wanted.with(text.getKey(), ConfigBody.label(text.getKey()), text.getValue());
        }
        return wanted;
    }

    /**
     * What a reload is answered with.
     *
     * @param reload that came in force
     * @return 200
     */
    static AdminTasks.Answer answer(final Reload reload) {
        final List<ConfigKind> changed = reload.changed();
        return AdminTasks.Answer.json(HttpResponseStatus.OK, json -> {
            json.writeStringField("digest", ConfigReport.hex(reload.digest()));
            json.writeNumberField("sequence", reload.sequence());
            json.writeStringField("durability", reload.durability().name().toLowerCase(Locale.ROOT));
            ConfigReport.kinds(json, "changed", changed);
        });
    }
}
