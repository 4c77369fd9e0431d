package dev.postern.cli.audit;

import dev.postern.audit.export.ExportManifest;
import dev.postern.cli.output.Document;
import dev.postern.cli.output.Document.Items;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an export holds: a partition a row. */
final class ManifestDocument {

  private ManifestDocument() {}

  static Document of(ExportManifest manifest) {
    Items items = Items.of("", "topic", "partition", "from", "until", "records");
    for (ExportManifest.Topic topic : manifest.topics()) {
      topic.partitions().forEach(partition -> items.add(fields(topic.topic(), partition)));
    }
    return Document.of(items)
        .head("exportedAt", manifest.exportedAt())
        .head("since", manifest.since())
        .head("files", manifest.topics().stream().mapToInt(topic -> topic.files().size()).sum());
  }

  private static Map<String, Object> fields(String topic, ExportManifest.Partition partition) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("topic", topic);
    fields.put("partition", partition.partition());
    fields.put("from", partition.from());
    fields.put("until", partition.until());
    fields.put("records", partition.records());
    return fields;
  }
}
