package dev.postern.dashboard.services;

import io.quarkus.oidc.AccessTokenCredential;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import org.eclipse.microprofile.rest.client.ext.ClientHeadersFactory;
import org.jboss.resteasy.reactive.common.util.MultivaluedTreeMap;

/** Every call is the signed-in person's: the services decide what that one may see and do. */
@ApplicationScoped
class PersonsToken implements ClientHeadersFactory {

  private final AccessTokenCredential token;

  PersonsToken(AccessTokenCredential token) {
    this.token = token;
  }

  @Override
  public MultivaluedMap<String, String> update(
      MultivaluedMap<String, String> incoming, MultivaluedMap<String, String> outgoing) {
    var headers = new MultivaluedTreeMap<String, String>();
    headers.putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + token.getToken());
    return headers;
  }
}
