package dev.postern.credential.container;

import java.util.Optional;

/** Which containers are asked for; what is empty does not narrow. */
public record ContainerFilter(
    Optional<String> account, Optional<String> environment, Optional<String> layer) {}
