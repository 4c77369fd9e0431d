package dev.postern.dashboard.history;

import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.ContainerEvent;
import dev.postern.dashboard.services.ContainersApi;
import dev.postern.dashboard.services.ContainersApi.EventPage;
import dev.postern.dashboard.services.Mail;
import dev.postern.dashboard.services.MailsApi;
import dev.postern.dashboard.services.Pages;
import dev.postern.dashboard.services.Part;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Reads a part of a container's life: a page of its events, and the mails of the same time, which
 * another service keeps.
 */
@RequestScoped
class HistoryReader {

  private static final int EVENTS = 50;

  private final ContainersApi containers;
  private final MailsApi mails;
  private final Frames frames;

  HistoryReader(@RestClient ContainersApi containers, @RestClient MailsApi mails, Frames frames) {
    this.containers = containers;
    this.mails = mails;
    this.frames = frames;
  }

  /**
   * @param cursor of the events; null for the newest
   * @param until when the part ends; null where it ends with the newest
   */
  Uni<HistoryPage> read(String id, String cursor, Instant until) {
    return containers
        .history(id, "newest", EVENTS, cursor)
        .chain(events -> withMails(id, events, cursor == null, until));
  }

  private Uni<HistoryPage> withMails(String id, EventPage page, boolean first, Instant until) {
    List<ContainerEvent> events = page.items();
    Instant from = page.next() == null ? Instant.MIN : events.get(events.size() - 1).time();
    Instant beginning = page.next() == null ? null : from;
    return mailsOf(id, from)
        .map(
            part -> {
              List<Mail> shown = between(part, from, until);
              return new HistoryPage(
                  Entry.newestFirst(events, shown, frames.words()),
                  part.isDown(),
                  page.next(),
                  beginning,
                  first,
                  shown.stream().anyMatch(Mail::isMoving));
            });
  }

  private static List<Mail> between(Part<List<Mail>> part, Instant from, Instant until) {
    return part.or(List.of()).stream()
        .filter(mail -> !Entry.timeOf(mail).isBefore(from))
        .filter(mail -> until == null || Entry.timeOf(mail).isBefore(until))
        .toList();
  }

  private Uni<Part<List<Mail>>> mailsOf(String container, Instant from) {
    return frames.offers().mails()
        ? Part.of(mailsSince(container, from))
        : Uni.createFrom().item(new Part<>(List.of()));
  }

  private Uni<List<Mail>> mailsSince(String container, Instant from) {
    return Pages.until(
        cursor -> mails.mails(container, ContainersApi.MOST, cursor),
        (List<Mail> found) -> found.get(found.size() - 1).createdAt().isBefore(from));
  }
}
