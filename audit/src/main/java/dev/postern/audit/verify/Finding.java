package dev.postern.audit.verify;

/**
 * A place where an invariant is broken.
 *
 * @param place topic, partition and offset of the record that shows it
 * @param event the id of that event; null where it has none
 * @param sentence what is wrong; quotes no data but ids and numbers
 */
public record Finding(Invariant invariant, String place, String event, String sentence) {}
