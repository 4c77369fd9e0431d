package dev.postern.requestlog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a path names: the id of a container or key, an account, a pool, an address. Whatever else
 * somebody wrote there stays out of the log, and so does what opens something.
 */
final class Target {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-f]{0,4}:[0-9a-f:.]{1,40}");

  /** What proves something, or leads to a sealed secret. */
  private static final Set<String> KEPT_OUT = Set.of("token", "ref");

  private Target() {}

  /** Null where the path names nothing of that kind. */
  static String of(Map<String, List<String>> parameters) {
    return parameters.entrySet().stream()
        .filter(parameter -> !KEPT_OUT.contains(parameter.getKey()))
        .map(Map.Entry::getValue)
        .flatMap(Collection::stream)
        .filter(value -> NAME.matcher(value).matches() || ADDRESS.matcher(value).matches())
        .findFirst()
        .orElse(null);
  }
}
