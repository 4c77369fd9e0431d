package dev.postern.key.validation;

/** A key as it was decoded, before it is judged; the comment is as it was pasted. */
record ParsedKey(KeyMaterial key, String comment) {}
