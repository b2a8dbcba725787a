/**
 * What a moment means: catalogue, sessions, scores. Plain deterministic code over preallocated state; it knows no codec, clock,
 * socket, file or thread. Every class here is confined to the thread that drives the {@code Engine}.
 */
package dev.inkling.scoring;
