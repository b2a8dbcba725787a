/**
 * Loading of rules: YAML text in, a {@link dev.inkling.scoring.rules.RuleSet} out. The only part of scoring that sees CEL. Cold:
 * it may allocate as it likes, but what it builds is the same for the same text and catalogue, on every machine.
 */
package dev.inkling.scoring.rules.load;
