package dev.postern.notification.job;

/**
 * The password that a mail carries.
 *
 * @param secretRef what it is leased by
 * @param generation counts the container's passwords from 1
 */
public record MailedPassword(String secretRef, long generation) {}
