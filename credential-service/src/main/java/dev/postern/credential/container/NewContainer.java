package dev.postern.credential.container;

import dev.postern.credential.access.Target;

/**
 * A container to be stored; every value has been checked.
 *
 * @param target its host keys are empty where the first one that is seen should be pinned
 */
public record NewContainer(
    String name, Placement placement, RegistrationOptions options, Target target) {}
