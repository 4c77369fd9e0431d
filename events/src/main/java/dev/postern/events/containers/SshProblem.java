package dev.postern.events.containers;

/**
 * A check of SSH that failed.
 *
 * @param check a word such as {@code PORT_OPEN}
 * @param hint what to type or change, in English; null where nobody can say
 */
public record SshProblem(String check, String hint) {}
