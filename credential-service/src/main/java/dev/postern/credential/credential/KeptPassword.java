package dev.postern.credential.credential;

import dev.postern.credential.access.Fence;
import dev.postern.credential.password.CryptHash;

/** The present password of a container, as it is set again where the container's files are new. */
public record KeptPassword(Fence fence, CryptHash hash) {}
