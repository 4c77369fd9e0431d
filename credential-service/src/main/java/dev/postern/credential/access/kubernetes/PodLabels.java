package dev.postern.credential.access.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Labels that an object must all have: {@code key=value,key=value}. */
public final class PodLabels {

  private final List<Map.Entry<String, String>> pairs;

  private PodLabels(List<Map.Entry<String, String>> pairs) {
    this.pairs = pairs;
  }

  /**
   * @throws IllegalArgumentException where the text is not a selector, or is empty
   */
  public static PodLabels parse(String selector) {
    return new PodLabels(Arrays.stream(selector.split(",")).map(PodLabels::pair).toList());
  }

  private static Map.Entry<String, String> pair(String text) {
    String[] words = text.strip().split("=", 2);
    if (words.length != 2 || words[0].isBlank()) {
      throw new IllegalArgumentException("not a label, key=value: " + text);
    }
    return Map.entry(words[0].strip(), words[1].strip());
  }

  public boolean select(HasMetadata object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    return labels != null
        && pairs.stream().allMatch(pair -> pair.getValue().equals(labels.get(pair.getKey())));
  }
}
