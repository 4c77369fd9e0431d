package dev.postern.key.listing;

/** How many of a thing an account has, and how many it may have. */
public record Quota(long used, int allowed) {}
