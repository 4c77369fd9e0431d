package dev.postern.dashboard.resets;

import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.Container;
import dev.postern.dashboard.services.ContainerReader;
import dev.postern.dashboard.services.ResetSet;
import dev.postern.dashboard.services.ServiceProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads how far a set of resets is, with the names of its containers. */
@RequestScoped
public class ProgressReader {

  /** Up to here they are asked for by id; beyond, the list is shorter. */
  private static final int FEW = 200;

  private final ContainerReader containers;
  private final Frames frames;

  ProgressReader(ContainerReader containers, Frames frames) {
    this.containers = containers;
    this.frames = frames;
  }

  public Uni<Progress> of(String set) {
    return containers.resets(set).chain(this::named);
  }

  private Uni<Progress> named(ResetSet set) {
    return members(set)
        .map(found -> found.stream().collect(Collectors.toMap(Container::id, Container::name)))
        .onFailure(ServiceProblem.class)
        .recoverWithItem(Map.of())
        .map(names -> Progress.of(set, names, frames.words().texts()));
  }

  private Uni<List<Container>> members(ResetSet set) {
    List<String> ids = set.items().stream().map(ResetSet.Item::container).toList();
    return ids.size() <= FEW ? containers.present(ids) : containers.all();
  }
}
