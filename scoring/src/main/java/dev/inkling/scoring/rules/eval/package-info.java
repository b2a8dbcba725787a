/**
 * What a rule's condition is made of: one small immutable class for each kind of clause. Built while loading, evaluated for every
 * moment that concerns the rule, without allocation. An unknown number is NaN and an unknown text 0; every comparison with one is
 * false, {@code !=} too. Each class says itself in words by {@code toString}.
 */
package dev.inkling.scoring.rules.eval;
