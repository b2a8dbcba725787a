package dev.inkling.ingest;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.inkling.journal.NotUtf8Exception;
import dev.inkling.journal.TextPlace;
import dev.inkling.scoring.rules.Nearest;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Gathers {@link Settings} from a YAML file, the environment and flags. The file is one mapping of setting to value; an unknown
 * key is refused with the nearest known one.
 */
public final class SettingsLoader {
    private static final String PREFIX = "INKLING_";
    private static final int MAX_FILE_BYTES = 1 << 20;

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final Map<Setting, String> origins = new EnumMap<>(Setting.class);

    /**
     * Takes the values of a file; to be called first.
     *
     * @param file YAML
     * @return this
     * @throws StartException when it cannot be read, or says what no setting knows
     */
    public SettingsLoader file(final Path file) {
        final Node root = compose(file);
        if (root == null) {
            return this;
        }
        if (!(root instanceof MappingNode mapping)) {
            throw at(file, root, "expected settings as `name: value`");
        }
        for (final NodeTuple tuple : mapping.getValue()) {
            final Setting setting = known(file, tuple.getKeyNode());
            if (!(tuple.getValueNode() instanceof ScalarNode value)) {
                throw at(file, tuple.getValueNode(), "expected one value for '" + setting.key() + "' (" + setting.unit() + ")");
            }
            if (origins.containsKey(setting)) {
                throw at(file, tuple.getKeyNode(), "'" + setting.key() + "' stands twice");
            }
            put(setting, value.getValue(), file.toString());
        }
        return this;
    }

    /**
     * Takes the values of the environment, over those of the file.
     *
     * @param environment variables and their values
     * @return this
     * @throws StartException when a variable behind INKLING_ names no setting
     */
    public SettingsLoader environment(final Map<String, String> environment) {
        final Map<String, Setting> names = new TreeMap<>();
        for (final Setting setting : Setting.values()) {
            names.put(setting.variable(), setting);
        }
        for (final Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            final String name = variable.getKey();
            if (!name.startsWith(PREFIX) || name.equals(PREFIX + "CONFIG")) {
                continue;
            }
            final Setting setting = names.get(name);
            if (setting == null) {
                throw new StartException("environment: " + name + " is no setting"
                    + Nearest.hint(name, names.keySet()));
            }
            put(setting, variable.getValue(), name);
        }
        return this;
    }

    /**
     * Takes the values of flags, over all others.
     *
     * @param flags value of each flag that was given
     * @return this
     */
    public SettingsLoader flags(final Map<Setting, String> flags) {
        flags.forEach((setting, value) -> put(setting, value, "--" + setting.key()));
        return this;
    }

    /**
     * The settings as gathered.
     *
     * @return immutable settings
     */
    public Settings load() {
        return new Settings(values, origins);
    }

    private void put(final Setting setting, final String value, final String origin) {
        values.put(setting, value.trim());
        origins.put(setting, origin);
    }

    private static Setting known(final Path file, final Node key) {
        final List<String> keys = Arrays.stream(Setting.values()).map(Setting::key).toList();
        final String name = key instanceof ScalarNode scalar ? scalar.getValue() : "";
        final int index = keys.indexOf(name);
        if (index < 0) {
            throw at(file, key, "unknown setting '" + name + "'" + Nearest.hint(name, keys, "'"));
        }
        return Setting.values()[index];
    }

    private static Node compose(final Path file) {
        final LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_FILE_BYTES);
        try {
            return new Yaml(options).compose(new StringReader(TextPlace.read(file)));
        } catch (final MarkedYAMLException e) {
            final var mark = e.getProblemMark();
            throw new StartException(file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1) + ": " + e.getProblem(), e);
        } catch (final NoSuchFileException e) {
            throw new StartException(file + ": no such file", e);
        } catch (final NotUtf8Exception e) {
            throw new StartException(e.getMessage(), e);
        } catch (final IOException | YAMLException e) {
            throw new StartException(file + ": cannot be read: " + e.getMessage().lines().findFirst().orElse(""), e);
        }
    }

    private static StartException at(final Path file, final Node node, final String what) {
        final var mark = node.getStartMark();
        return new StartException(file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1) + ": " + what);
    }
}
