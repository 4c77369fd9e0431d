package dev.postern.credential.pods;

/** A pod asks for SSH access and cannot have it as it is written; trying again changes nothing. */
final class UnfitPodException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  UnfitPodException(Reason reason) {
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  /** What has to be changed, as operators read it in the log. */
  enum Reason {
    /** The annotation {@code postern.dev/account} is missing, or is not a valid name. */
    ACCOUNT_INVALID,
    /** The namespace belongs to another account. */
    ACCOUNT_NOT_OF_NAMESPACE,
    /** {@code postern.dev/environment} or without it the namespace is not a valid name. */
    ENVIRONMENT_INVALID,
    /** {@code postern.dev/layer} is not a valid name. */
    LAYER_INVALID,
    /** The pod's name is not a valid container name: one DNS label of at most 63 characters. */
    NAME_INVALID,
    /** The account has another container of that name. */
    NAME_TAKEN,
    /** {@code postern.dev/container} names no container of the pod. */
    CONTAINER_UNKNOWN,
    /** {@code postern.dev/user} is not root. */
    USER_NOT_ROOT,
    /** {@code postern.dev/port} is not a port. */
    PORT_INVALID,
    /** The pod shares the node's network: its SSH port may be the node's own. */
    HOST_NETWORK,
    /** The pod's address is one that this service may not connect to. */
    ADDRESS_REFUSED
  }
}
