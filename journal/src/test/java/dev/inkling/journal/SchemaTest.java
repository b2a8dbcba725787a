package dev.inkling.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The rules of the schema that the generator does not enforce. */
class SchemaTest {
    private static final List<String> PREFIX =
        List.of("crc32c:1", "epoch:2", "sequence:3", "received:4", "chain:5", "salt:6", "personalDigest:7");

    private static Document schema;

    @BeforeAll
    static void parse() throws Exception {
        try (InputStream xml = Frames.class.getResourceAsStream("frames.xml")) {
            schema = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml);
        }
    }

    @Test
    void shouldNumberEachMessageAndFieldOnce() {
        final Set<String> messages = new HashSet<>();
        for (final Element message : elements(schema.getDocumentElement(), "sbe:message")) {
            assertTrue(messages.add(message.getAttribute("id")), "message " + message.getAttribute("id"));
            final Set<String> fields = new HashSet<>();
            for (final String tag : List.of("field", "group", "data")) {
                for (final Element field : elements(message, tag)) {
                    assertTrue(fields.add(field.getAttribute("id")),
                        message.getAttribute("name") + " has id " + field.getAttribute("id") + " twice");
                }
            }
        }
        assertEquals(8, messages.size());
    }

    @Test
    void shouldBeginEveryMessageWithThePrefix() {
        for (final Element message : elements(schema.getDocumentElement(), "sbe:message")) {
            final List<String> first = new ArrayList<>();
            for (final Element field : elements(message, "field").subList(0, PREFIX.size())) {
                first.add(field.getAttribute("name") + ":" + field.getAttribute("id"));
            }
            assertEquals(PREFIX, first, message.getAttribute("name"));
        }
    }

    @Test
    void shouldNumberEachChoiceAndValueOnce() {
        for (final String type : List.of("enum", "set")) {
            for (final Element each : elements(schema.getDocumentElement(), type)) {
                final Set<String> numbers = new HashSet<>();
                for (final Element value : elements(each, "enum".equals(type) ? "validValue" : "choice")) {
                    assertTrue(numbers.add(value.getTextContent()), each.getAttribute("name") + " " + value.getTextContent());
                }
                assertFalse(numbers.isEmpty());
            }
        }
    }

    @Test
    void shouldNumberFactsAsTheSchemaDoes() throws ReflectiveOperationException {
        for (final Element set : elements(schema.getDocumentElement(), "set")) {
            if ("Facts".equals(set.getAttribute("name"))) {
                for (final Element choice : elements(set, "choice")) {
                    final String constant =
                        choice.getAttribute("name").replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
                    assertEquals(Integer.parseInt(choice.getTextContent()), Fact.class.getField(constant).getInt(null), constant);
                }
            }
        }
    }

    private static List<Element> elements(final Element parent, final String tag) {
        final List<Element> elements = new ArrayList<>();
        final NodeList nodes = parent.getElementsByTagName(tag);
        for (int i = 0; i < nodes.getLength(); i++) {
            final Node node = nodes.item(i);
            elements.add((Element) node);
        }
        return elements;
    }
}
