package dev.postern.key.validation;

/** A decoded key before its checks; the comment is as it was pasted. */
record ParsedKey(KeyMaterial key, String comment) {}
