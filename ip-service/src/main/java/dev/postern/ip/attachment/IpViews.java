package dev.postern.ip.attachment;

import dev.postern.ip.plane.AddressPlane;
import jakarta.enterprise.context.ApplicationScoped;

/** Shows attachments; an address that has not answered yet shows the plane's port. */
@ApplicationScoped
class IpViews {

  private final AddressPlane plane;

  IpViews(AddressPlane plane) {
    this.plane = plane;
  }

  IpView of(Attachment a) {
    return new IpView(
        a.address,
        a.port == null ? plane.port() : a.port,
        a.family,
        a.container,
        a.primary,
        a.state,
        a.attachedAt,
        a.reason);
  }
}
