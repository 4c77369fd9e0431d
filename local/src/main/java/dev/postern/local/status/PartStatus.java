package dev.postern.local.status;

/**
 * A row of the table; what is unknown or does not apply is empty.
 *
 * @param lag records that wait to be consumed, and events that wait to be published
 */
record PartStatus(
    String name, boolean up, String port, String pid, String memory, String uptime, String lag) {}
