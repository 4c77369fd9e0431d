package dev.postern.deploy.settings;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The settings of a {@code @ConfigMapping}, as environment variables. */
final class OwnSettings {

  private OwnSettings() {}

  /** The mapping's prefix; empty when the class is none. */
  static Optional<String> prefix(Class<?> type) {
    return annotation(type.getAnnotations(), "ConfigMapping")
        .map(mapping -> value(mapping, "prefix"));
  }

  /** Each variable of a mapping, and whether it must be set. */
  static Map<String, Boolean> of(Class<?> mapping) {
    Map<String, Boolean> settings = new TreeMap<>();
    collect(mapping, prefix(mapping).orElseThrow(), settings);
    return settings;
  }

  private static void collect(Class<?> type, String path, Map<String, Boolean> settings) {
    for (Method method : type.getMethods()) {
      Class<?> value = method.getReturnType();
      String name =
          path
              + "."
              + annotation(method.getAnnotations(), "WithName")
                  .map(named -> value(named, "value"))
                  .orElse(method.getName());
      if (value.isInterface() && value.getName().startsWith("dev.postern.")) {
        collect(value, name, settings);
      } else {
        boolean optional =
            value.getName().startsWith("java.util.Optional")
                || Collection.class.isAssignableFrom(value)
                || Map.class.isAssignableFrom(value)
                || annotation(method.getAnnotations(), "WithDefault").isPresent();
        settings.put(variable(name), !optional);
      }
    }
  }

  private static String variable(String property) {
    return property
        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("[.-]", "_")
        .toUpperCase(Locale.ROOT);
  }

  private static Optional<Annotation> annotation(Annotation[] all, String simpleName) {
    for (Annotation one : all) {
      if (one.annotationType().getSimpleName().equals(simpleName)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  private static String value(Annotation annotation, String attribute) {
    try {
      Method method = annotation.annotationType().getMethod(attribute);
      return (String) method.invoke(annotation);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
