/**
 * The life of a container's passwords, one generation after the other: requested, applied in the
 * container and proven there, then mailed. Hides the rows, the leases of the work and the sealed
 * secrets; {@link dev.postern.credential.credential.GenerationState} says which state may follow
 * which.
 */
package dev.postern.credential.credential;
