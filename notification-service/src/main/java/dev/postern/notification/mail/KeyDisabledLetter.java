package dev.postern.notification.mail;

/**
 * What the templates of a mail about a disabled key print.
 *
 * @param why a sentence
 */
public record KeyDisabledLetter(String title, String fingerprint, String when, String why) {}
