package dev.inkling.perf.reload;

import dev.inkling.ring.ConfigurationTexts;
import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.rules.load.RuleCompiler;

/** Texts for reload after reload: every second one is broken, each in one of a few ways. Stateless. */
final class Texts {
    private static final int WAYS = 4;

    private Texts() {
    }

    /**
     * Whether a text is to be refused.
     *
     * @param number of the reload, from 0
     * @return true for every second one
     */
    static boolean isBroken(final int number) {
        return number % 2 == 1;
    }

    /**
     * What a reload asks for.
     *
     * @param number  of the reload, from 0
     * @param inForce at present
     * @return texts, broken or not
     */
    static ConfigurationTexts of(final int number, final ConfigurationTexts inForce) {
        if (isBroken(number)) {
            return broken(number / 2 % WAYS, inForce);
        }
        final ConfigurationTexts texts = inForce.withRules("rules " + number, rules(number));
        // Some bring a catalogue along, so that both must come in force together.
        return number % 8 == 0 ? texts.withCatalogue("catalogue " + number, Catalogue.defaultText() + "# " + number + '\n') : texts;
    }

    private static ConfigurationTexts broken(final int way, final ConfigurationTexts inForce) {
        return switch (way) {
            case 0 -> inForce.withRules("half a file", inForce.rules() + "\n  - name: \"half");
            case 1 -> inForce.withRules("unknown key", inForce.rules() + "\n  - nme: x\n");
            case 2 -> inForce.withRules("unknown name", inForce.rules() + rule("unknown", "sesion.moments > 1"));
            default -> inForce.withRules("unknown type", inForce.rules() + rule("renamed", "moment.name == \"no_such_type\""));
        };
    }

    private static String rules(final int number) {
        return RuleCompiler.defaultText() + rule("reload_" + number, "session.moments >= 3");
    }

    private static String rule(final String name, final String when) {
        return "\n  - name: " + name + "\n    when: " + when + "\n    action: {type: note, id: " + name + "}\n    per: session\n";
    }
}
