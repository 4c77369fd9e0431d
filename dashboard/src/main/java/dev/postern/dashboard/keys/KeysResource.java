package dev.postern.dashboard.keys;

import dev.postern.dashboard.page.Forms;
import dev.postern.dashboard.page.Frame;
import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.GatewayApi;
import dev.postern.dashboard.services.GatewayApi.OpenSessions;
import dev.postern.dashboard.services.Ids;
import dev.postern.dashboard.services.KeysApi;
import dev.postern.dashboard.services.Pages;
import dev.postern.dashboard.services.Part;
import dev.postern.dashboard.services.ServiceProblem;
import dev.postern.dashboard.services.SshKey;
import dev.postern.dashboard.signin.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestForm;

/** The public keys of an account: listed, added, removed. */
@Path("/keys")
class KeysResource {

  private static final String END_OF_DAY = "T23:59:59Z";

  private final KeysApi api;
  private final GatewayApi gateways;
  private final Frames frames;

  KeysResource(@RestClient KeysApi api, GatewayApi gateways, Frames frames) {
    this.api = api;
    this.gateways = gateways;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance keys(
        Frame frame, Part<List<KeyRow>> keys, Part<OpenSessions> sessions, KeyForm form);

    static native TemplateInstance removeKey(Frame frame, KeyRow row);
  }

  @GET
  @RolesAllowed({Roles.USER, Roles.OPERATOR, Roles.AUDITOR})
  public Uni<TemplateInstance> page() {
    return page(KeyForm.fresh());
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RolesAllowed(Roles.USER)
  public Uni<Response> add(
      @RestForm("title") String title,
      @RestForm("key") String pasted,
      @RestForm("file") String file,
      @RestForm("expires") String expires,
      @RestForm("once") String once) {
    String key = isBlank(pasted) ? file : pasted;
    String end = isBlank(expires) ? null : endOf(expires);
    List<String> lines = KeyLines.in(key);
    return lines.size() > 1
        ? addAll(new KeyList(lines, title, end, once))
        : add(new KeysApi.NewKey(title, key, end), expires, once);
  }

  private Uni<Response> add(KeysApi.NewKey key, String expires, String once) {
    return Forms.sent(
        api.add(once, key).map(added -> "/keys"),
        problem -> page(KeyForm.refused(key.title(), expires, frames.words().said(problem))));
  }

  /** What became of each is told at once: an address for it would need a store. */
  private Uni<Response> addAll(KeyList list) {
    if (list.lines().size() > KeyLines.MOST) {
      String sentence = frames.words().of(NewKeyTexts.class).tooMany(KeyLines.MOST);
      return Forms.again(page(KeyForm.tooMany(sentence)), 400);
    }
    return list.addTo(api)
        .map(results -> results.stream().map(each -> each.in(frames.words()::said)).toList())
        .chain(results -> Forms.again(page(KeyForm.of(results)), 200));
  }

  /** What the removal ends is said before it is done. */
  @GET
  @Path("/{id: " + Ids.PATTERN + "}/remove")
  @RolesAllowed(Roles.USER)
  public Uni<TemplateInstance> question(@PathParam("id") String id) {
    return Uni.combine()
        .all()
        .unis(api.get(id), Part.of(gateways.sessions()))
        .asTuple()
        .map(
            both ->
                frames.in(
                    Templates.removeKey(
                        frames.of("keys"),
                        KeyRow.of(both.getItem1(), both.getItem2(), frames.words()))));
  }

  /** A key that is gone already is what was wanted. */
  @POST
  @Path("/{id: " + Ids.PATTERN + "}/remove")
  @RolesAllowed(Roles.USER)
  public Uni<Response> remove(@PathParam("id") String id) {
    return api.remove(id)
        .onFailure(e -> e instanceof ServiceProblem problem && problem.isNotFound())
        .recoverWithNull()
        .map(done -> Forms.done("/keys"));
  }

  private Uni<TemplateInstance> page(KeyForm form) {
    return Uni.combine()
        .all()
        .unis(Part.of(Pages.all(cursor -> api.list(200, cursor))), Part.of(gateways.sessions()))
        .asTuple()
        .map(
            both ->
                frames.in(
                    Templates.keys(
                        frames.of("keys"),
                        rows(both.getItem1(), both.getItem2()),
                        both.getItem2(),
                        form)));
  }

  private Part<List<KeyRow>> rows(Part<List<SshKey>> keys, Part<OpenSessions> sessions) {
    return keys.map(
        all -> all.stream().map(key -> KeyRow.of(key, sessions, frames.words())).toList());
  }

  /** A day of the form, to its end; what is no day the service refuses. */
  private static String endOf(String day) {
    return day.matches("\\d{4}-\\d{2}-\\d{2}") ? day + END_OF_DAY : day;
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }
}
