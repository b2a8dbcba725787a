package dev.inkling.scoring.rules.load;

import java.io.StringReader;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

import dev.inkling.scoring.rules.RuleException;

/**
 * Reads YAML into nodes that know their place. What could make a small file large, or one text mean two things, is refused: aliases,
 * anchors, tags, deep nesting, a second document.
 */
final class YamlText {
    /** Longest file, in UTF-16 code units: 4 KiB for each of 1,000 rules. */
    static final int MAX_LENGTH = 4 * 1024 * 1024;
    private static final int MAX_DEPTH = 16;

    private YamlText() {
    }

    static Node read(final Source source, final String text) throws RuleException {
        if (text.length() > MAX_LENGTH) {
            throw source.error(0, "the file is too long: " + text.length() + " characters; expected at most " + MAX_LENGTH);
        }
        final LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_LENGTH);
        final Yaml yaml = new Yaml(new SafeConstructor(options));
        try {
            checkEvents(source, yaml.parse(new StringReader(text)));
            return yaml.compose(new StringReader(text));
        } catch (final MarkedYAMLException e) {
            final String context = e.getContext() == null ? "" : e.getContext() + ": ";
            final Mark mark = context.contains("scanning a tag") ? e.getContextMark() : e.getProblemMark();
            final int at = mark == null ? 0 : mark.getIndex();
            throw source.error(at, "not readable as YAML: " + context + e.getProblem() + hint(context, String.valueOf(e.getProblem())));
        } catch (final ReaderException e) {
            throw source.error(e.getPosition(), "a character that YAML does not allow: U+" + Integer.toHexString(e.getCodePoint()));
        } catch (final YAMLException e) {
            throw source.error(0, "not readable as YAML: " + e.getMessage());
        }
    }

    /** What the usual slip is behind a message of the YAML reader. */
    private static String hint(final String context, final String problem) {
        if (context.contains("scanning a tag")) {
            return "; expected quotes around a value that begins with !";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "; expected quotes around a value that holds a colon and a space";
        }
        return problem.contains("<block end>") ? "; expected even indentation, and quotes around the whole of a value or around none" : "";
    }

    private static void checkEvents(final Source source, final Iterable<Event> events) throws RuleException {
        int depth = 0;
        for (final Event event : events) {
            final int at = event.getStartMark().getIndex();
            if (event instanceof AliasEvent || event instanceof NodeEvent && ((NodeEvent) event).getAnchor() != null) {
                throw source.error(at, "anchors and aliases are not taken; expected the value itself");
            }
            if (event instanceof ScalarEvent && ((ScalarEvent) event).getTag() != null
                || event instanceof CollectionStartEvent && ((CollectionStartEvent) event).getTag() != null) {
                throw source.error(at, "tags are not taken; expected quotes around a value that begins with !");
            }
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > MAX_DEPTH) {
                throw source.error(at, "nested too deep; expected at most " + MAX_DEPTH + " levels");
            }
        }
    }
}
