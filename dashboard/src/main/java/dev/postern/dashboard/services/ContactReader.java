package dev.postern.dashboard.services;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Where the mails of the signed-in person go. */
@ApplicationScoped
public class ContactReader {

  private final MailsApi mails;

  ContactReader(@RestClient MailsApi mails) {
    this.mails = mails;
  }

  /**
   * @param owner whether the person has a contact; without one it is like a service that is down
   */
  public Uni<Part<Contact>> of(boolean owner) {
    return owner ? Part.of(mails.contact()) : Uni.createFrom().item(new Part<>(null));
  }
}
