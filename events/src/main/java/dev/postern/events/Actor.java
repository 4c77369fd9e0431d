package dev.postern.events;

import java.util.List;
import java.util.Objects;

/**
 * Who sent the request that caused an event, as the access token says. Opaque ids: no name and no
 * address of a person.
 *
 * @param subject the claim {@code sub} (RFC 7519 section 4.1.2)
 * @param account the account that the token is for; null where it names none
 * @param client the software that the token was given to: the claim {@code azp} (OpenID Connect
 *     Core, section 2); null where the token does not say
 * @param roles those of the token that Postern knows, in alphabetical order
 */
public record Actor(String subject, String account, String client, List<String> roles) {

  /** The name of the field in the data of an event. */
  public static final String FIELD = "actor";

  public Actor {
    Objects.requireNonNull(subject, "subject");
    roles = List.copyOf(roles);
  }
}
