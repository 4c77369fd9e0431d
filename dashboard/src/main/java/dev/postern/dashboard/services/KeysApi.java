package dev.postern.dashboard.services;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What the pages use of key-service. */
@Path("/v1/keys")
@RegisterRestClient(configKey = "keys")
@RegisterClientHeaders(PersonsToken.class)
@RegisterProvider(ProblemReader.class)
public interface KeysApi {

  record KeyPage(List<SshKey> items, String next) implements Page<SshKey> {}

  /** What was pasted may be a private key by mistake: it is in no text of this. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record NewKey(String title, String key, String expiresAt) {
    @Override
    public String toString() {
      return "NewKey[redacted]";
    }
  }

  @GET
  Uni<KeyPage> list(@QueryParam("limit") int limit, @QueryParam("cursor") String cursor);

  @GET
  @Path("/quota")
  Uni<Quota> quota();

  @POST
  Uni<SshKey> add(@HeaderParam("Idempotency-Key") String once, NewKey key);

  @GET
  @Path("/{id}")
  Uni<SshKey> get(@PathParam("id") String id);

  @DELETE
  @Path("/{id}")
  Uni<Void> remove(@PathParam("id") String id);
}
