/** Rules: YAML and CEL in, an evaluator out that allocates nothing. Loading may allocate; evaluating may not. */
package dev.inkling.scoring.rules;
