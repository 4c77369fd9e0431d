package dev.postern.notary.tiles;

import dev.postern.notary.signing.Logs;
import dev.postern.problem.Problem;
import dev.postern.transparency.note.NoteSigner;
import dev.postern.transparency.tree.TilePath;
import dev.postern.transparency.tree.TreeView;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The logs as C2SP tlog-tiles has them, each at {@code /v1/logs/TOPIC/PARTITION/}. Hashes and
 * signatures say nothing about a record to who does not have it, so nobody is asked who they are.
 */
@Path("/v1")
@PermitAll
@Blocking
public class LogResource {

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final Logs logs;
  private final NoteSigner signer;

  LogResource(Logs logs, NoteSigner signer) {
    this.logs = logs;
    this.signer = signer;
  }

  /**
   * @param origins with the number of records that are signed
   * @param contradictions where the log is not what was signed, a sentence each
   */
  public record LogList(String key, Map<String, Long> origins, List<String> contradictions) {}

  @GET
  @Path("/logs")
  @Produces(MediaType.APPLICATION_JSON)
  public LogList list() {
    return new LogList(signer.key().toString(), logs.signed(), logs.contradictions());
  }

  /** The public key under the cluster's name. Take it from a place that you trust. */
  @GET
  @Path("/key")
  @Produces(TEXT)
  public String key() {
    return signer.key() + "\n";
  }

  @GET
  @Path("/logs/{topic}/{partition:[0-9]{1,9}}/checkpoint")
  @Produces(TEXT)
  public Response checkpoint(
      @PathParam("topic") String topic, @PathParam("partition") int partition) throws IOException {
    String note = tree(topic, partition).checkpoint();
    if (note.isEmpty()) {
      throw Problem.notFound("Nothing of this partition is signed yet; try again in a minute.");
    }
    return Response.ok(note).header("Cache-Control", "no-cache").build();
  }

  @GET
  @Path("/logs/{topic}/{partition:[0-9]{1,9}}/{tile:tile/.+}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public Response tile(
      @PathParam("topic") String topic,
      @PathParam("partition") int partition,
      @PathParam("tile") String name) {
    TreeView tree = tree(topic, partition);
    TilePath tile =
        TilePath.parse(name)
            .orElseThrow(() -> Problem.notFound("No tile has this name (C2SP tlog-tiles)."));
    try {
      return Response.ok(tile.read(tree)).header("Cache-Control", FOR_EVER).build();
    } catch (IOException e) {
      throw Problem.notFound("No checkpoint covers this tile.");
    }
  }

  private TreeView tree(String topic, int partition) {
    return logs.tree(topic, partition)
        .orElseThrow(
            () ->
                Problem.notFound("No log of this partition is kept; list them with GET /v1/logs."));
  }
}
