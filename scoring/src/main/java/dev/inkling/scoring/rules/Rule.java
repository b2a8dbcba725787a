package dev.inkling.scoring.rules;

/**
 * One rule as loaded, without its condition, which {@link RuleSet#matches} evaluates.
 *
 * @param name       unique in its set
 * @param nameHash   text hash of the name
 * @param actionType free text, such as {@code offer}
 * @param actionId   free text, such as {@code limited_discount_free_shipping}
 * @param channel    free text, such as {@code onsite}; null when not given
 * @param payload    JSON text; null when not given
 * @param per        within what it fires at most once
 * @param cooldownMs least time between two firings, milliseconds, 0 for none
 * @param treat      share of the audience that is treated, 0 to 1
 * @param seed       of the cohort's hash
 * @param priority   higher is evaluated first
 * @param storefront name of the only storefront it is for; null for all
 * @param forWhere   place of that name in the file; null without one
 * @param enabled    false is a kill switch
 * @param cap        how often it fires at most
 * @param every      it fires at each so many-th match of a visitor, from 1
 * @param visible    whether the shopper sees it, so that it shares in the budget of what is shown
 * @param shadow     decided and recorded, never delivered
 * @param after      what its timer waits for; null when it is decided at moments
 * @param inWords    the condition in words, and what its timer waits for
 */
public record Rule(
    String name,
    long nameHash,
    String actionType,
    String actionId,
    String channel,
    String payload,
    Per per,
    long cooldownMs,
    double treat,
    String seed,
    int priority,
    String storefront,
    Place forWhere,
    boolean enabled,
    Cap cap,
    int every,
    boolean visible,
    boolean shadow,
    After after,
    String inWords) {
}
