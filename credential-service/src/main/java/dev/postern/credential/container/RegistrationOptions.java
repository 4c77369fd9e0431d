package dev.postern.credential.container;

import dev.postern.events.containers.PublicIpCounts;

/**
 * What the registration of a container asked for.
 *
 * @param notifyOwner whether the first password is mailed
 * @param publicIps how many public addresses the container should get
 * @param requestedBy the account that registered it
 */
public record RegistrationOptions(
    boolean notifyOwner, PublicIpCounts publicIps, String requestedBy) {}
