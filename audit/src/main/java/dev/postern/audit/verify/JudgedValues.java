package dev.postern.audit.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which data of a type must be right since data like it was found right. A schema's rules for a
 * value are kinds, words of a list, and bounds: what has the same fields, the same kinds, and lies
 * between values that were right, is right. Judging a million events by their schemas takes half a
 * minute.
 */
final class JudgedValues {

  private static final int WORDS = 32;

  private final Map<String, Values> byPath = new HashMap<>();

  /** What was right at one place of the data. */
  private static final class Values {
    private final Set<List<String>> objects = new HashSet<>();
    private Set<String> words = new HashSet<>();
    private boolean seenNull;
    private boolean seenTrue;
    private boolean seenFalse;
    private final Range integers = new Range();
    private final Range numbers = new Range();
    private final Range lengths = new Range();
    private final Range sizes = new Range();
  }

  /** From the least to the greatest that was right. */
  private static final class Range {
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    boolean has(double value) {
      return value >= least && value <= greatest;
    }

    void add(double value) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
  }

  boolean cover(JsonNode data) {
    return cover("", data);
  }

  private boolean cover(String path, JsonNode node) {
    Values values = byPath.get(path);
    if (values == null) {
      return false;
    }
    return switch (node.getNodeType()) {
      case OBJECT -> values.objects.contains(names(node)) && coverFields(path, node);
      case ARRAY -> values.sizes.has(node.size()) && coverItems(path, node);
      case STRING -> coversText(values, node.textValue());
      case NUMBER ->
          (node.isIntegralNumber() ? values.integers : values.numbers).has(node.doubleValue());
      case BOOLEAN -> node.booleanValue() ? values.seenTrue : values.seenFalse;
      case NULL -> values.seenNull;
      default -> false;
    };
  }

  private boolean coverFields(String path, JsonNode object) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!cover(child(path, field.getKey()), field.getValue())) {
        return false;
      }
    }
    return true;
  }

  private boolean coverItems(String path, JsonNode array) {
    for (JsonNode item : array) {
      if (!cover(child(path, "[]"), item)) {
        return false;
      }
    }
    return true;
  }

  /** Few different texts may be the words of a list, so that a new one is to be judged. */
  private static boolean coversText(Values values, String text) {
    if (text.indexOf(0) >= 0) {
      return false;
    }
    return values.words == null
        ? values.lengths.has(text.codePointCount(0, text.length()))
        : values.words.contains(text);
  }

  /** The data was judged, and is right. */
  void add(JsonNode data) {
    add("", data);
  }

  private void add(String path, JsonNode node) {
    Values values = byPath.computeIfAbsent(path, p -> new Values());
    switch (node.getNodeType()) {
      case OBJECT -> {
        values.objects.add(names(node));
        node.properties().forEach(field -> add(child(path, field.getKey()), field.getValue()));
      }
      case ARRAY -> {
        values.sizes.add(node.size());
        node.forEach(item -> add(child(path, "[]"), item));
      }
      case STRING -> addText(values, node.textValue());
      case NUMBER ->
          (node.isIntegralNumber() ? values.integers : values.numbers).add(node.doubleValue());
      case BOOLEAN -> {
        values.seenTrue |= node.booleanValue();
        values.seenFalse |= !node.booleanValue();
      }
      default -> values.seenNull = true;
    }
  }

  private static void addText(Values values, String text) {
    values.lengths.add(text.codePointCount(0, text.length()));
    if (values.words != null) {
      values.words.add(text);
      values.words = values.words.size() > WORDS ? null : values.words;
    }
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>(object.size());
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Most fields are of the first level, where the name is the path. */
  private static String child(String path, String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }
}
