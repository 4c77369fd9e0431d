package dev.postern.dashboard.operator;

import dev.postern.dashboard.page.Forms;
import dev.postern.dashboard.page.Frame;
import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.IpsApi.Limits;
import dev.postern.dashboard.services.IpsApi.QuotaUse;
import dev.postern.dashboard.services.PoolsApi;
import dev.postern.dashboard.services.ServiceProblem;
import dev.postern.dashboard.signin.SignedIn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestForm;

/** How many addresses an account has, and how many it may have. */
@Path("/quotas")
@Authenticated
class QuotasResource {

  private static final String NAME = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

  private final PoolsApi api;
  private final Frames frames;
  private final SignedIn person;

  QuotasResource(@RestClient PoolsApi api, Frames frames, SignedIn person) {
    this.api = api;
    this.frames = frames;
    this.person = person;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance quotas(
        Frame frame, String account, QuotaUse quota, ServiceProblem problem, boolean noName);
  }

  @GET
  public Uni<TemplateInstance> page(@QueryParam("account") @DefaultValue("") String account) {
    person.mustBeOperator();
    String asked = account.strip();
    return asked.matches(NAME)
        ? page(asked, null)
        : Uni.createFrom()
            .item(
                frames.in(
                    Templates.quotas(frames.of("quotas"), asked, null, null, !asked.isEmpty())));
  }

  @POST
  public Uni<Response> set(
      @RestForm("account") @DefaultValue("") String account,
      @RestForm("ipv4-container") String ipv4Container,
      @RestForm("ipv4-environment") String ipv4Environment,
      @RestForm("ipv4-total") String ipv4Total,
      @RestForm("ipv6-container") String ipv6Container,
      @RestForm("ipv6-environment") String ipv6Environment,
      @RestForm("ipv6-total") String ipv6Total) {
    person.mustBeOperator();
    if (!account.matches(NAME)) {
      return Uni.createFrom().item(Forms.done("/quotas"));
    }
    var quota =
        new PoolsApi.Quota(
            limits(ipv4Container, ipv4Environment, ipv4Total),
            limits(ipv6Container, ipv6Environment, ipv6Total));
    return Forms.sent(
        api.setQuota(account, quota).map(done -> "/quotas?account=" + account),
        problem -> page(account, problem));
  }

  private Uni<TemplateInstance> page(String account, ServiceProblem problem) {
    return api.quota(account)
        .map(
            quota ->
                frames.in(Templates.quotas(frames.of("quotas"), account, quota, problem, false)));
  }

  private static Limits limits(String container, String environment, String total) {
    return new Limits(number(container), number(environment), number(total));
  }

  /** What is no number is one that the service refuses. */
  private static Integer number(String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    return text.strip().matches("\\d{1,9}") ? Integer.valueOf(text.strip()) : Integer.valueOf(-1);
  }
}
