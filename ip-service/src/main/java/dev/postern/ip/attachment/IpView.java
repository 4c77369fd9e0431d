package dev.postern.ip.attachment;

import dev.postern.events.ips.Family;
import java.time.Instant;

/**
 * An address, as its owner sees it.
 *
 * @param port at which the container's sshd answers there
 * @param attachedAt when it first answered for the container; null until then
 * @param reason why it does not answer although it should; null where it does
 */
record IpView(
    String address,
    int port,
    Family family,
    String container,
    boolean primary,
    AttachmentState state,
    Instant attachedAt,
    String reason) {}
