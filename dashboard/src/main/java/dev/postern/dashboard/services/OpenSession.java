package dev.postern.dashboard.services;

import java.time.Instant;

/**
 * A session in a container through a gateway.
 *
 * @param keyFingerprint null for a terminal
 */
public record OpenSession(
    String id,
    String account,
    String container,
    String containerName,
    String keyFingerprint,
    Instant openedAt) {}
