package dev.postern.dashboard.page;

import dev.postern.dashboard.services.ContainersApi;
import dev.postern.dashboard.services.IpsApi;
import dev.postern.dashboard.services.KeysApi;
import dev.postern.dashboard.services.SharesApi;
import dev.postern.dashboard.signin.SignedIn;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Reads the numbers in the navigation, beside whatever else a page asks for. */
@RequestScoped
class NavigationNumbersReader {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final KeysApi keys;
  private final SharesApi shares;
  private final IpsApi ips;
  private final SignedIn person;
  private final HttpHeaders headers;
  private final ResourceInfo resource;
  private final Uni<Integer> allContainers;

  NavigationNumbersReader(
      @RestClient ContainersApi containers,
      @RestClient KeysApi keys,
      @RestClient SharesApi shares,
      @RestClient IpsApi ips,
      SignedIn person,
      HttpHeaders headers,
      ResourceInfo resource) {
    this.keys = keys;
    this.shares = shares;
    this.ips = ips;
    this.person = person;
    this.headers = headers;
    this.resource = resource;
    this.allContainers =
        containers
            .counts(List.of(), null, null, null)
            .map(ContainersApi.Counts::total)
            .memoize()
            .indefinitely();
  }

  /** How many containers the person sees; asked only once, by the first caller. */
  Uni<Integer> allContainers() {
    return allContainers;
  }

  /** Whether a script asks for parts of a page: it has its navigation already. */
  boolean isPart() {
    return headers.getHeaderString("HX-Request") != null;
  }

  /** Asks only once: for a page at once, for a part only if it has a number in it. */
  Uni<NavigationNumbers> begin() {
    if (!person.isOwner()) {
      return Uni.createFrom().item(NavigationNumbers.NONE);
    }
    if (areWantedLater()) {
      return Uni.createFrom().item(NavigationNumbers.LATER);
    }
    Uni<NavigationNumbers> numbers = read().memoize().indefinitely();
    if (!isPart()) {
      numbers.subscribe().with(ignored -> {}, ignored -> {});
    }
    return numbers;
  }

  private boolean areWantedLater() {
    Method asked = resource.getResourceMethod(); // Null for a page that does not exist.
    return asked != null && asked.isAnnotationPresent(NumbersLater.class);
  }

  private Uni<NavigationNumbers> read() {
    return Uni.combine()
        .all()
        .unis(
            soon(allContainers),
            soon(ips.quota().map(IpsApi.QuotaUse::used)),
            soon(keys.quota()),
            soon(shares.quota()))
        .with(
            (all, addresses, ofKeys, ofShares) ->
                new NavigationNumbers(
                    all.orElse(null),
                    addresses.orElse(null),
                    ofKeys.orElse(null),
                    ofShares.orElse(null)));
  }

  /** No page waits for a number, or fails for want of one. */
  private static <T> Uni<Optional<T>> soon(Uni<T> number) {
    return number
        .map(Optional::of)
        .ifNoItem()
        .after(PATIENCE)
        .recoverWithItem(Optional::empty)
        .onFailure()
        .recoverWithItem(Optional::empty);
  }
}
