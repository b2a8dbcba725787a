package dev.inkling.scoring.rules.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Places of characters within scalars, whatever way the scalar is written. */
class ScalarPlacesTest {
    @Property(tries = 2_000)
    void shouldFindEachCharacterInTheFile(@ForAll("expressions") final String value, @ForAll final ScalarStyle style) {
        final DumperOptions options = new DumperOptions();
        options.setDefaultScalarStyle(style);
        options.setWidth(30);
        options.setSplitLines(true);
        final String yaml = new Yaml(options).dump(Map.of("triggers", List.of(Map.of("when", value))));
        final MappingNode file = (MappingNode) new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(yaml));
        final SequenceNode list = (SequenceNode) file.getValue().get(0).getValueNode();
        final ScalarNode node = (ScalarNode) ((MappingNode) list.getValue().get(0)).getValue().get(0).getValueNode();
        final Source source = new Source("f", yaml);

        final int[] points = node.getValue().codePoints().toArray();
        final int[] places = ScalarPlaces.of(source, node);

        for (int i = 0; i < points.length; i++) {
            if (points[i] > ' ' && points[i] < 0x7F && points[i] != '"' && points[i] != '\\') {
                assertEquals(points[i], source.at(places[i]), () -> "a character of " + yaml);
            }
        }
    }

    @Provide
    Arbitrary<String> expressions() {
        return Arbitraries.of("seen", "(", ")", "\"scroll\"", " ", "  ", "\n", "&&", "'a'", "page.time", "<", "\\", "\u00e9",
                "\uD83D\uDE00", "\t", "0.5")
            .list().ofMinSize(1).ofMaxSize(40).map(parts -> String.join("", parts));
    }
}
