package dev.postern.dashboard.resets;

import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.Container;
import dev.postern.dashboard.services.ContainerReader;
import dev.postern.dashboard.services.PasswordMails;
import dev.postern.dashboard.services.ResetBatch;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads how far a batch of resets is, with the names of its containers. */
@RequestScoped
public class ProgressReader {

  private final ContainerReader containers;
  private final PasswordMails mails;
  private final Frames frames;

  ProgressReader(ContainerReader containers, PasswordMails mails, Frames frames) {
    this.containers = containers;
    this.mails = mails;
    this.frames = frames;
  }

  public Uni<Progress> of(String batch) {
    return containers.resets(batch).chain(this::described);
  }

  private Uni<Progress> described(ResetBatch batch) {
    List<String> ids = batch.items().stream().map(ResetBatch.Item::container).toList();
    return Uni.combine()
        .all()
        .unis(names(ids), mails.of(ids, frames.offers().mails()))
        .asTuple()
        .map(parts -> Progress.of(batch, parts.getItem1(), parts.getItem2(), frames.words()));
  }

  private Uni<Map<String, String>> names(List<String> ids) {
    return containers
        .known(ids)
        .map(found -> found.stream().collect(Collectors.toMap(Container::id, Container::name)));
  }
}
