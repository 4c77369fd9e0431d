package dev.postern.requestlog;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;

/** Names what was asked for as the interface does, without a word of the request's own. */
final class Operation {

  private Operation() {}

  /** Such as <code>DELETE /v1/keys/{id}</code>. */
  static String of(String method, ResourceInfo resource) {
    return method + " " + template(resource.getResourceClass(), resource.getResourceMethod());
  }

  private static String template(Class<?> type, AnnotatedElement method) {
    String path = (path(type) + "/" + path(method)).replaceAll("/{2,}", "/");
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static String path(AnnotatedElement element) {
    Path path = element.getAnnotation(Path.class);
    return path == null ? "" : "/" + path.value();
  }
}
