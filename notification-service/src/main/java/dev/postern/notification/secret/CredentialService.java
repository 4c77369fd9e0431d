package dev.postern.notification.secret;

import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The part of credential-service that only this service may call, with its own identity. */
@RegisterRestClient(configKey = "credentials")
@OidcClientFilter
@Path("/internal/v1/secrets/{ref}")
interface CredentialService {

  /** 410 where the secret was acknowledged, superseded or expired. */
  @POST
  @Path("lease")
  Uni<SealedSecret> lease(@PathParam("ref") String ref);

  /** Deletes the secret; again changes nothing. */
  @DELETE
  Uni<Response> acknowledge(@PathParam("ref") String ref);
}
