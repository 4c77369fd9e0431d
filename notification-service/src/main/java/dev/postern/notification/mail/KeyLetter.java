package dev.postern.notification.mail;

/** What the templates of a mail about a new key print. */
public record KeyLetter(
    String title, String type, int bits, String fingerprint, String addedAt, String ssh) {}
