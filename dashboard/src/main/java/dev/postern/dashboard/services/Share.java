package dev.postern.dashboard.services;

import java.time.Instant;

/** An environment of {@code account} that {@code with}'s keys open too. */
public record Share(String id, String account, String environment, String with, Instant sharedAt) {}
