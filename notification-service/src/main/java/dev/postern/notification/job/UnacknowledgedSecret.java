package dev.postern.notification.job;

import java.util.UUID;

/** A sent mail whose secret credential-service still holds, as far as is known here. */
public record UnacknowledgedSecret(UUID job, String secretRef) {}
