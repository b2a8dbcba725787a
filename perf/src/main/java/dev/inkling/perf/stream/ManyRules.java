package dev.inkling.perf.stream;

import java.util.List;

import dev.inkling.scoring.rules.RuleSet;
import dev.inkling.scoring.rules.load.RuleCompiler;

/**
 * As many rules as there may be, of which few concern any one moment: the default ones, and others for moments that sample shoppers leave
 * rarely or never, so that those the engine looks at are the default ones still.
 */
public final class ManyRules {
    private static final List<String> RARE = List.of("refund", "session_resume", "competitor_visit", "influencer_content", "email_open",
        "social_view", "brand_story_view", "ad_impression", "about_page", "shade_finder");
    private static final String RULE = "\n  - name: ";

    private ManyRules() {
    }

    /**
     * The default rules and others, {@link RuleSet#MAX_RULES} in all.
     *
     * @return YAML
     */
    public static String text() {
        final StringBuilder text = new StringBuilder(RuleCompiler.defaultText());
        final int own = RuleCompiler.defaultText().split(RULE, -1).length - 1;
        for (int i = own; i < RuleSet.MAX_RULES; i++) {
            text.append(RULE).append("many_").append(i).append("\n    when: moment.name == \"").append(RARE.get(i % RARE.size()))
                .append("\" && session.intent > ").append(i).append("\n    action: {type: note, id: n}\n");
        }
        return text.toString();
    }
}
