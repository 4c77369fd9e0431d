package dev.postern.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.cli.rest.ServiceClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a service lists, as rows to compare: the fields of nested objects with a dot. */
final class ServiceItems {

  private ServiceItems() {}

  /**
   * @param id the field that names a row
   */
  static Map<String, Map<String, Object>> of(ServiceClient service, String path, String id) {
    Map<String, Map<String, Object>> rows = new TreeMap<>();
    service.items(path, item -> rows.put(item.path(id).asText(), row(item)));
    return rows;
  }

  static List<Map<String, Object>> history(ServiceClient service, String address) {
    List<Map<String, Object>> rows = new ArrayList<>();
    service
        .get("/v1/ips/" + ServiceClient.encoded(address) + "/history")
        .path("items")
        .forEach(item -> rows.add(row(item)));
    return rows;
  }

  private static Map<String, Object> row(JsonNode item) {
    Map<String, Object> row = new LinkedHashMap<>();
    add(row, "", item);
    return row;
  }

  private static void add(Map<String, Object> row, String prefix, JsonNode object) {
    object
        .properties()
        .forEach(
            field -> {
              String name = prefix + field.getKey();
              if (field.getValue().isObject()) {
                add(row, name + ".", field.getValue());
              } else if (!field.getValue().isNull()) {
                row.put(name, field.getValue().asText());
              }
            });
  }
}
