package dev.postern.dashboard.services;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigInteger;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What operators' pages use of ip-service. */
@Path("/v1")
@RegisterRestClient(configKey = "ips")
@RegisterClientHeaders(PersonsToken.class)
@RegisterProvider(ProblemReader.class)
public interface PoolsApi {

  record Pool(String name, String cidr, List<String> reserved) {}

  record PoolPage(List<Pool> items, String next) implements Page<Pool> {}

  record Usage(String pool, long used, long quarantined, BigInteger free) {}

  record Usages(List<Usage> items) {}

  record Definition(String cidr, List<String> reserved) {}

  record Quota(IpsApi.Limits ipv4, IpsApi.Limits ipv6) {}

  @GET
  @Path("/pools")
  Uni<PoolPage> pools(@QueryParam("limit") int limit);

  @GET
  @Path("/pools/{name}")
  Uni<Pool> pool(@PathParam("name") String name);

  @GET
  @Path("/pool-usage")
  Uni<Usages> usages();

  @POST
  @Path("/pools")
  Uni<Pool> create(@HeaderParam("Idempotency-Key") String once, Pool pool);

  @PUT
  @Path("/pools/{name}")
  Uni<Pool> resize(@PathParam("name") String name, Definition definition);

  @DELETE
  @Path("/pools/{name}")
  Uni<Void> delete(@PathParam("name") String name);

  @GET
  @Path("/ip-quota")
  Uni<IpsApi.QuotaUse> quota(@QueryParam("account") String account);

  @PUT
  @Path("/accounts/{account}/ip-quota")
  Uni<Quota> setQuota(@PathParam("account") String account, Quota quota);
}
