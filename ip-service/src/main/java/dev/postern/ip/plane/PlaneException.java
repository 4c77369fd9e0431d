package dev.postern.ip.plane;

/** The address cannot be made to answer now; it is tried again. */
public final class PlaneException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why, as users see it. */
  public enum Reason {
    /** Something else on the host listens there. */
    ADDRESS_IN_USE,
    /** The host may not listen on this port. */
    PORT_NOT_ALLOWED,
    /** The host does not have the address. */
    ADDRESS_NOT_LOCAL,
    /** It is not known yet where the container's sshd is. */
    SSHD_UNKNOWN,
    /** The network was asked for it and has not assigned it yet. */
    ADDRESS_PENDING,
    /** The network assigned another address than the one that was asked for. */
    OTHER_ADDRESS_ASSIGNED,
    /** The network was told to remove it and has not finished. */
    REMOVAL_PENDING,
    /** The container's sshd has no address of this family. */
    OTHER_FAMILY,
    /** Something of the cluster that is not ours has the name. */
    SERVICE_NOT_OURS,
    /** Somebody changed it in the network; it is put right again. */
    CHANGED_BY_OTHERS,
    /** The cluster does not let this service do it. */
    CLUSTER_FORBIDS,
    /** The cluster does not answer. */
    CLUSTER_UNREACHABLE,
    /** Anything else; the log has it. */
    PLANE_FAILED
  }

  private final Reason reason;

  public PlaneException(Reason reason, Throwable cause) {
    super(reason.name(), cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
