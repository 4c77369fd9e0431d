package dev.postern.dashboard.containers;

import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.Container;
import dev.postern.dashboard.services.ContainersApi;
import dev.postern.dashboard.services.ContainersApi.ContainerPage;
import dev.postern.dashboard.services.ContainersApi.Counts;
import dev.postern.dashboard.services.ContainersApi.LayerCount;
import dev.postern.dashboard.services.Mail;
import dev.postern.dashboard.services.PasswordMails;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Reads one page of the list: the services sort, filter and count. */
@RequestScoped
class OverviewReader {

  /** Of a page: a browser shows so many at once, and a person looks no further than a filter. */
  private static final int ROWS = 100;

  private final ContainersApi containers;
  private final PasswordMails mails;
  private final Frames frames;

  OverviewReader(@RestClient ContainersApi containers, PasswordMails mails, Frames frames) {
    this.containers = containers;
    this.mails = mails;
    this.frames = frames;
  }

  Uni<Overview> read(ListQuery query) {
    String filter = query.filter().isEmpty() ? null : query.filter();
    return Uni.combine()
        .all()
        .unis(containers.find(filter, query.sort(), ROWS, query.cursor()), total(filter))
        .asTuple()
        .chain(parts -> described(query, filter, parts.getItem1(), parts.getItem2()));
  }

  private Uni<Integer> total(String filter) {
    return filter == null
        ? frames.allContainers()
        : containers.counts(List.of(), null, filter, null).map(Counts::total);
  }

  private Uni<Overview> described(ListQuery query, String filter, ContainerPage page, int total) {
    return Uni.combine()
        .all()
        .unis(mailsOf(page), layers(query, filter, page))
        .asTuple()
        .map(
            parts -> {
              List<ContainerRow> rows = rows(page, parts.getItem1());
              return new Overview(
                  query,
                  query.isByPlace() ? Overview.environments(rows, parts.getItem2()) : List.of(),
                  rows,
                  total,
                  page.next(),
                  page.previous());
            });
  }

  private Uni<Map<String, Mail>> mailsOf(ContainerPage page) {
    List<String> ids = page.items().stream().map(Container::id).toList();
    return mails.of(ids, frames.offers().mails());
  }

  private Uni<List<LayerCount>> layers(ListQuery query, String filter, ContainerPage page) {
    List<String> environments =
        page.items().stream().map(Container::environment).distinct().toList();
    return query.isByPlace() && !environments.isEmpty()
        ? containers.counts(environments, null, filter, "layer").map(Counts::groups)
        : Uni.createFrom().item(List.of());
  }

  private List<ContainerRow> rows(ContainerPage page, Map<String, Mail> newest) {
    return page.items().stream()
        .map(c -> ContainerRow.of(c, newest.get(c.id()), frames.words()))
        .toList();
  }
}
