package dev.postern.dashboard.keys;

import dev.postern.dashboard.services.KeysApi;
import dev.postern.dashboard.services.ServiceProblem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * Adds the keys of a list one after another; one that is refused keeps no other out.
 *
 * @param title for all of them, with a number each; blank leaves each its comment
 * @param once each key's request is the same when the list comes again
 */
record KeyList(List<String> lines, String title, String expiresAt, String once) {

  Uni<List<KeyResult>> addTo(KeysApi api) {
    return Multi.createFrom()
        .range(0, lines.size())
        .onItem()
        .transformToUniAndConcatenate(index -> add(api, index))
        .collect()
        .asList();
  }

  private Uni<KeyResult> add(KeysApi api, int index) {
    int line = index + 1;
    String titled = title == null || title.isBlank() ? null : title.strip() + " " + line;
    return api.add(once + "-" + line, new KeysApi.NewKey(titled, lines.get(index), expiresAt))
        .map(key -> KeyResult.added(line, key))
        .onFailure(ServiceProblem.class)
        .recoverWithItem(problem -> KeyResult.refused(line, (ServiceProblem) problem));
  }
}
