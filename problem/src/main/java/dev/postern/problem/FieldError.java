package dev.postern.problem;

/**
 * What is wrong with one field of a request.
 *
 * @param field its path as the client wrote it, such as {@code access.host} or {@code
 *     containers[2]}
 * @param detail one sentence; never the value
 */
public record FieldError(String field, String detail) {}
