package dev.postern.dashboard.resets;

import dev.postern.dashboard.passwords.PasswordState;
import dev.postern.dashboard.services.Container;

/** A container whose password is to be reset, and where its present one is. */
public record ResetTarget(Container container, PasswordState password) {}
