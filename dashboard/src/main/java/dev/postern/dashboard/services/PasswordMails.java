package dev.postern.dashboard.services;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The newest mail with a password of each container. */
@ApplicationScoped
public class PasswordMails {

  private final MailsApi api;

  PasswordMails(@RestClient MailsApi api) {
    this.api = api;
  }

  /**
   * By container. Empty where the service gives no answer: what else is known of a password is
   * shown all the same.
   *
   * @param readable whether the person has mails to see
   */
  public Uni<Map<String, Mail>> of(List<String> containers, boolean readable) {
    return readable && !containers.isEmpty()
        ? Part.of(Batches.of(containers, api::newestCredentials).map(PasswordMails::byContainer))
            .map(part -> part.or(Map.of()))
        : Uni.createFrom().item(Map.of());
  }

  private static Map<String, Mail> byContainer(List<MailsApi.MailPage> pages) {
    return pages.stream()
        .flatMap(page -> page.items().stream())
        .collect(Collectors.toMap(Mail::container, Function.identity()));
  }
}
