package dev.inkling.perf.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;

import dev.inkling.journal.TextHash;
import dev.inkling.perf.BenchCommand;
import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.ConfigException;
import dev.inkling.scoring.rules.RuleException;
import dev.inkling.scoring.rules.RuleSet;
import dev.inkling.scoring.rules.load.RuleCompiler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what each rule of a file costs a moment that it looks at. */
@Command(name = "rules", mixinStandardHelpOptions = true, description = "What each rule costs a moment that it looks at, dearest first.")
public final class RulesCommand extends BenchCommand implements Callable<Integer> {
    @Option(names = "--rules", paramLabel = "FILE", description = "rules; the default ones unless given")
    private Path rulesFile;
    @Option(names = "--catalogue", paramLabel = "FILE", description = "catalogue that they fit; the default one unless given")
    private Path catalogueFile;

    private record Line(String name, String words, int types, RuleTimer.Cost cost) {
    }

    @Override
    public Integer call() throws IOException {
        final Catalogue catalogue;
        final RuleSet rules;
        try {
            catalogue = Catalogue.parse(text(catalogueFile, Catalogue.defaultText()), name(catalogueFile), TextHash::of);
            rules = RuleCompiler.compile(text(rulesFile, RuleCompiler.defaultText()), name(rulesFile), catalogue);
        } catch (final ConfigException | RuleException e) {
            check(false, e.getMessage());
            return 2;
        }
        final RuleTimer timer = new RuleTimer(rules, catalogue);
        final List<Line> lines = new ArrayList<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            lines.add(new Line(rules.rule(rule).name(), rules.rule(rule).inWords(), looksAt(rules, rule, catalogue.types()),
                timer.time(rule)));
        }
        lines.sort(Comparator.comparingDouble((Line line) -> line.cost().nanos()).reversed());
        line("%8s  %6s  %6s  %s", "ns", "held", "types", "rule");
        for (final Line line : lines) {
            line("%8.1f  %5.1f%%  %6d  %s: %s", line.cost().nanos(), 100 * line.cost().held(), line.types(), line.name(), line.words());
        }
        line("an evaluation of the condition, median of 7 rounds over made-up moments; %d evaluations held", timer.held());
        return 0;
    }

    private static int looksAt(final RuleSet rules, final int rule, final int types) {
        int count = 0;
        for (int type = 0; type < types; type++) {
            for (final int one : rules.concerning(type)) {
                count += one == rule ? 1 : 0;
            }
        }
        return count;
    }

    private static String text(final Path file, final String otherwise) throws IOException {
        return file == null ? otherwise : Files.readString(file);
    }

    private static String name(final Path file) {
        return file == null ? "default" : file.toString();
    }
}
