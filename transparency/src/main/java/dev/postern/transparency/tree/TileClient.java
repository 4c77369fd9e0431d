package dev.postern.transparency.tree;

import dev.postern.transparency.merkle.HashSource;
import dev.postern.transparency.merkle.TreeHash;
import dev.postern.transparency.note.SignedNote;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A tree as a notary serves it over HTTP, at the size of its checkpoint when it was opened. */
public final class TileClient implements TreeView {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int KEPT = 64;

  private final HttpClient http;
  private final URI log;
  private final String checkpoint;
  private final long size;

  /** A proof reads few tiles again and again; a whole log each tile once. */
  private final Map<TilePath, byte[]> tiles =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TilePath, byte[]> eldest) {
          return size() > KEPT;
        }
      };

  private TileClient(HttpClient http, URI log, String checkpoint, long size) {
    this.http = http;
    this.log = log;
    this.checkpoint = checkpoint;
    this.size = size;
  }

  /**
   * @param log ends with a slash
   * @throws IOException with a sentence, when nothing answers or no checkpoint is there
   */
  public static TileClient open(HttpClient http, URI log) throws IOException {
    String note = new String(get(http, log.resolve("checkpoint")), StandardCharsets.UTF_8);
    try {
      String[] lines = SignedNote.parse(note).text().split("\n");
      return new TileClient(http, log, note, Long.parseLong(lines[1]));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new IOException("what " + log + " answers is no checkpoint", e);
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public String checkpoint() {
    return checkpoint;
  }

  @Override
  public byte[] hashes(int level, long first, int count) throws IOException {
    return items(level, HashSource.count(level, size), first, count, TreeHash.SIZE);
  }

  @Override
  public LeafPlace[] places(long first, int count) throws IOException {
    return LeafPlace.read(items(null, size, first, count, LeafPlace.SIZE));
  }

  private byte[] items(Integer level, long all, long first, int count, int itemSize)
      throws IOException {
    if (first + count > all) {
      throw new IOException("the checkpoint of " + log + " covers fewer leaves");
    }
    byte[] items = new byte[count * itemSize];
    for (int done = 0; done < count; ) {
      TilePath tile = TilePath.containing(level, first + done, all);
      int from = (int) (first + done - tile.first());
      int taken = Math.min(count - done, tile.width() - from);
      System.arraycopy(
          tile(tile, itemSize), from * itemSize, items, done * itemSize, taken * itemSize);
      done += taken;
    }
    return items;
  }

  private byte[] tile(TilePath path, int itemSize) throws IOException {
    byte[] kept = tiles.get(path);
    if (kept != null) {
      return kept;
    }
    byte[] tile = get(http, log.resolve(path.toString()));
    if (tile.length != path.width() * itemSize) {
      throw new IOException(log.resolve(path.toString()) + " has " + tile.length + " bytes");
    }
    tiles.put(path, tile);
    return tile;
  }

  /**
   * What a notary answers there.
   *
   * @throws IOException with a sentence, when it is no 200
   */
  public static byte[] get(HttpClient http, URI uri) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
    try {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IOException(uri + " answered " + answer.statusCode());
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + uri, e);
    }
  }
}
